"""Is a note in a language that the word lists know? Told from its commonest words.

Counted are words that only Spanish or English has, against words that only Portuguese, French,
Italian, German or Catalan has; words shared by both sides count for neither. Not a detector of
languages: it need only say which notes the lists cannot read.
"""

import polars as pl

from revops.alignment.topics.folded import SHORT, listed

#: Common in notes in Spanish, and not in the others.
SPANISH = listed(
    """
    y el los del con una pero muy hay sin ya hoy ahora quiere quieren tiene tienen esta estan este
    esto ese eso su sus lo nos mas como donde cuando porque quien cual hasta desde despues antes
    hace hacen dice dijo pide pidio piden pregunta pregunto llamar llamada llamo llame reunion
    correo enviar enviado mandar mande manda lunes martes miercoles jueves viernes semana mes ano
    cliente gerente proxima proximo oficina contesta contestar propuesta cotizacion equipo buena
    bueno buen interes interesa gusto gusta solo tambien otra otro otros ellos ella nosotros ser
    son fue era muchas gracias nada algo hablar hablamos mensaje voz numero mejor volver llego
    queda quedamos pendiente revisar sigue falta firma venta ventas empresa precio caro necesita
    necesitan usan usa pedir ver vamos van conversacion novedad rebotado presentacion
"""
)
#: Spanish and common, but not Spanish alone.
_ALSO_SPANISH = listed("la las le les se es de en que por para un al si su mi tu ni o")
#: The same for English.
ENGLISH = listed(
    """
    the is are was were of and to for with has have had they she he we our their it its be been
    this that there an at by from not but on if who what when where how why will would can could
    need needs want wants asked said says call called calls back next week month year meeting
    email sent send good chat left number deck monday tuesday wednesday thursday friday about
    just only any all out up down over after before until still someone already price
    pricing cost expensive them his her him us you your my me wrong bounced voicemail vm
    catalogue quote proposal pushed moved team works working budget
    """
)
#: Common in a third language, and in neither of ours.
OTHERS = listed(
    """
    nao voce voces uma umas uns sao com pelo pela pelos mas ainda tambem muito muita preco reuniao
    ele eles ela dele dela isso isto esse nosso nossa ligar ligacao proposta tem
    temos estao orcamento prazo quer querem depois eu foi sem ao aos dos das
    obrigado amanha preciso fazer pediu achou falou
    est et des une pas pour avec dans qui nous vous ils elle elles leur leurs sont trop
    cher tres mais aussi etre fait veut veulent besoin rappeler demain semaine prix
    ont aux cette ces mon ton notre votre quand chez plus rien
    il della delle dei gli che non sono troppo prezzo anche perche questo questa hanno vuole
    vogliono settimana prossima chiamare richiamare domani abbiamo essere molto dopo
    der das und ist nicht zu mit fur ein eine einen sie wir zum zur auf auch aber noch kein keine
    wird haben hat sich nachste woche kunde preis teuer anrufen bitte schon morgen ihnen dem den
    amb els aquest molt preu setmana
    """
)
_OWN = sorted((SPANISH | ENGLISH) - OTHERS)
_FOREIGN = sorted(OTHERS - SPANISH - ENGLISH)
#: Letters that neither Spanish nor English has.
_LETTERS = r"[ãõâêôçßœæøåłșțžčšđ]|[àèìòù]\b"


def is_ours(text: pl.Expr) -> pl.Expr:
    """Say whether a text is in a language that we read; null-safe, false where nothing tells.

    >>> frame = pl.DataFrame(
    ...     {"note": ["Lo encuentra caro", "The price is too high", "O cliente achou o preço alto",
    ...               "C'est trop cher pour eux", "", None]}
    ... )
    >>> frame.select(is_ours(pl.col("note"))).to_series().to_list()
    [True, True, False, False, False, False]
    """
    own, foreign = _scores(text)
    return ((own > 0) & (own >= foreign)).fill_null(False)


def is_foreign(text: pl.Expr) -> pl.Expr:
    """Say whether more speaks for a third language than for ours.

    >>> frame = pl.DataFrame({"note": ["É muito caro para eles", "caro"]})
    >>> frame.select(is_foreign(pl.col("note"))).to_series().to_list()
    [True, False]
    """
    own, foreign = _scores(text)
    return (foreign > own).fill_null(False)


def is_spanish(text: pl.Expr) -> pl.Expr:
    """Say whether more of a text's words are Spanish than English.

    >>> frame = pl.DataFrame({"note": ["no budget for this", "no tiene plata", "no"]})
    >>> frame.select(is_spanish(pl.col("note"))).to_series().to_list()
    [False, True, False]
    """
    word = _words(text)
    spanish = word.list.eval(pl.element().is_in(sorted(SPANISH | _ALSO_SPANISH))).list.sum()
    return spanish > word.list.eval(pl.element().is_in(sorted(ENGLISH))).list.sum()


def _words(text: pl.Expr) -> pl.Expr:
    """Give the words of a text in small letters, without accents."""
    plain = text.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    return plain.str.extract_all(r"[\p{L}]+").list.eval(pl.element().replace(SHORT))


def _scores(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Count the words of ours and of others."""
    word = _words(text)
    own = word.list.eval(pl.element().is_in(_OWN)).list.sum()
    foreign = word.list.eval(pl.element().is_in(_FOREIGN)).list.sum()
    return own, foreign + text.str.to_lowercase().str.count_matches(_LETTERS)
