"""The words that take a topic back: it is denied, settled or praised.

Each kind is a list of phrases, written without accents and without the words that the reader
leaves out; a `*` stands for any ending. The longest phrase at a place wins, so that "no hay"
(something is lacking: the topic stays) swallows "no", and "no hay problema" swallows both.
"""

#: What comes next is denied: "no es tema de precio", "sin dudas de seguridad".
DENIES = """
no se habl* | no se toc* | no se mencion* | no se convers* | no hablamos | no mencion*
no pregunt* | nunca | jamas | harto de | hartos de | cansados de | aburridos de | cansado de
tampoco | ningun | ninguna | cero | no es tema de | no es problema de | no es por | no fue por
no pasa por | no va por | no es cuestion de | no hay problema* | no hay drama* | no hay duda*
no hay tema* | no hay lio* | no hay objecion* | no hay reparo* | no tiene problema*
no tienen problema* | no tiene duda* | no tienen duda* | no tiene objecion*
no tienen objecion* | no tiene reparo* | no tienen reparo* | no tuvo duda* | no tuvieron duda*
no tuvo problema* | no tuvieron problema* | no tuvo objecion* | no hubo duda*
no hubo problema* | no hubo objecion* | no puso reparo* | no pone reparo* | sin problema*
sin duda* | sin objecion* | sin objeciones | sin reparo* | sin drama* | sin lio*
cero problema* | cero drama* | cero duda* | cero reclamo* | ya no preocupa* | ya no complica*
ya no es tema de | resuelto tema de | resuelta duda de | resueltas dudas de | contento con
contentos con | conforme con | conformes con | feliz con | felices con | encantado con
encantada con | encantados con | encanto | agradecid* | gusto que sea* | gusto que es
gusto que sean | gusta que sea | gusto facil | gusta facil | gusto simple | valora que | not
never | nor | sick of | tired of | fed up with | done with | none of | zero | neither
nothing about | no issue with | no issues with | no issue around | no issues around
no problem with | no problems with | no concern about | no concerns about | no concern with
no concerns with | no concern on | no concerns on | no worries about | no worries on
no objection to | no objections to | no objection on | no objections on | no question on
no questions on | no question about | no questions about | no trouble with | not worried about
not concerned about | not about | not question of | not matter of | happy with | fine with
ok with | okay with | cool with | comfortable with | relaxed about | pleased with | impressed by
impressed with | loved | loves | love how | liked how | likes how | sorted out | thanks for
thankful for
"""
#: "No" alone: in English it says that something is lacking ("no connector"), so it denies
#: only in notes in Spanish.
DENIES_IN_SPANISH = "no"
#: What came before is settled or praised: "el precio no es problema", "price is fine".
SETTLES = """
no es problema | no es tema | no es drama | no es asunto | no es obstaculo | no es impedimento
no son problema | no son tema | no seria problema | no sera problema | ya no es problema
ya no es tema | no es lo que preocupa | no es inconveniente | no preocupa* | no complica*
no molesta | no importa* | no fue problema | no fue tema | da igual | ok | okay | okey | okis
resuelt* | solucionad* | aclarad* | aprobad* | aprobo | aprobaron | zanjad* | cerrado tema
punto cerrado | descartad* | descarto | descartaron | conforme | conformes | satisfech*
de acuerdo | parecio justo | parece justo | parecio razonable | parece razonable | parecio facil
parece facil | parecio simple | parece simple | parecio amigable | amigable | parecio bueno
parece bueno | buen precio | todo bien | todo ok | sin problema* | sin drama*
sin observaciones | no hay duda* | no tiene duda* | no tienen duda* | sin dudas | tiene todo
tiene todas | tienen todo | ya esta lista | ya esta listo | lista y probada | funcionando bien
calza bien | excelente | fantastic* | impecable | espectacular | buenisim* | buenisimo | de lujo
punto a favor | has everything | have everything | everything they need | everything she needs
everything he needs | not issue | not problem | not blocker | not concern | not worry
not deal breaker | not dealbreaker | not objection | not barrier | not reason | no issue
no problem | non issue | is fine | are fine | was fine | were fine | all fine | is ok | all good
is good | are good | looks good | works for | no longer issue | no longer problem
no longer concern | not longer issue | resolved | solved | sorted | settled | approved
signed off | cleared | passed | addressed | ruled out | dealt with | taken care of | agreed on
happy | brilliant | excellent | great | easy peasy | impressive
"""
#: "No" and its kin beside these words say that something is lacking or wanted: the topic stays.
KEEPS = """
no se | no hay | no tiene | no tienen | no tenemos | no tengo | no teniamos | no tenian
no habia | no queda | no quedan | no existe* | no quier* | no queria* | no pued* | no podem*
no podr* | no podi* | no sab* | no gust* | no cuadra* | no alcanza* | no entiend* | no entendi*
no convenc* | no ve | no ven | no veo | no vio | no cree* | no acept* | no permit* | no deja*
no conversa* | no conect* | no integra* | no si | no esta | no estan | no estaba* | no lleg*
no logr* | no cumpl* | no incluye* | no trae* | no ofrece* | no da | no dan | no va | no van
no avanza* | no firma* | no pasa | no pasan | no pase | no decide* | no autoriz* | no aprueba*
no aprobo | no aprobaron | no acostumbr* | no renta* | no justific* | no funciona* | no calza*
no estoy | no estamos | no confia* | no responde* | no solo | no only | not only | not just
no hasta | no antes | no sin | sin esto | sin eso | sin esa | ni idea | no puedo | no paga*
no compr* | no invert* | no gasta* | no acab* | no manej* | no resuel* | no resolv* | not sure
not clear | not happy | not know | not afford | not enough | not until | not yet | not convinced
not willing | not able | not keen | not want | not like | not approved | not resolved
not solved | not sorted | not ready | not see | not understand | not trust | not comfortable
not support* | not have | not has | not do | not pay | not justif* | not work* | not talk*
not sync* | not connect* | not integrat* | not get | not budget* | not decide* | not sign*
not move | not happen* | can not | will not | no idea | no clue | no way | no one | no longer
not fine | not ok | not easy | not good | no good | not great | not impressed | not match
not cover* | not include* | not buy* | no esta aprobad* | no estan aprobad* | no esta resuelt*
no aprobad* | no resuelt* | no esta conforme | no quedo conforme | no conforme | no esta list*
sin resolver | sin aprob* | sin respuesta | por resolver | por aprobar | no muy contento*
no esta content* | no estan content* | nada content* | no muy feliz | no esta segur*
no estan segur* | no les parece justo | no parece justo | no parecio justo | no parecio facil
no parece facil | no es facil | no fue facil | no es amigable | if approved | once approved
until approved | to be approved | needs to be approved | if ok
"""


def phrases(text: str) -> tuple[str, ...]:
    """Cut a list of phrases.

    >>> phrases("no | ni")
    ('no', 'ni')
    """
    found = (phrase.strip() for line in text.splitlines() for phrase in line.split("|"))
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))
