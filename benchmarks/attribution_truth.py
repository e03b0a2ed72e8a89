"""How far is each model's credit from what the channels truly caused?

    python benchmarks/attribution_truth.py [LEADS] [SEED]      (15,000 and 7 unless said)

The sample company's world is run with each channel switched off: the wins that are missing are
what the channel caused. Twice: as it is, where some channels find people who would buy anyway,
and without that. Shares of credit are compared with shares of the caused wins, so that what
would have been bought anyway is left out of both. Tables are printed as Markdown.
"""

import sys

from attribution_worlds import credited_shares, journeys_of, off_by, on_idle, true_shares, world

from revops.sample.channels import CHANNELS

Shares = dict[str, dict[str, float]]


def measured(seed: int, n_leads: int, *, confounded: bool) -> tuple[dict[str, float], Shares, int]:
    """Give the truth's shares, the models' shares, and the number of wins."""
    drawn, outcome = world(seed, n_leads, confounded=confounded)
    walk = journeys_of(outcome)
    wins = walk.filter(n_converted=1.0).get_column("conversion_id").n_unique()
    truth = true_shares(drawn, outcome, confounded=confounded)
    return truth, credited_shares(walk), wins


def main() -> None:
    """Print how far off each model is, and the channels' shares."""
    given = [int(text) for text in sys.argv[1:]]
    n_leads, seed = given + [15_000, 7][len(given) :]
    sides = [measured(seed, n_leads, confounded=told) for told in (True, False)]
    (truth, shares, wins), (plain, others, n) = sides
    print(f"seed {seed}, {n_leads:,} leads: {wins:,} wins; {n:,} without confounding\n")
    print("| model | off | on channels that cause nothing | off, no confounding | on nothing |")
    print("|---|--:|--:|--:|--:|")
    for model, each in sorted(shares.items(), key=lambda pair: off_by(pair[1], truth)):
        other = others[model]
        figures = [off_by(each, truth), on_idle(each), off_by(other, plain), on_idle(other)]
        print(f"| {model} | " + " | ".join(f"{100 * f:.1f} %" for f in figures) + " |")
    shown = ("first", "last", "linear", "markov", "shapley_rates", "additive_hazard")
    for known, found in ((truth, shares), (plain, others)):
        print(f"\n| channel | truth | {' | '.join(shown)} |\n|---|--:|{'--:|' * len(shown)}")
        for name in CHANNELS:
            row = [known[name], *(found[model][name] for model in shown)]
            print(f"| {name} | " + " | ".join(f"{100 * f:.1f} %" for f in row) + " |")


if __name__ == "__main__":
    main()
