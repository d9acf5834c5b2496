"""Which groups of voters may be shown, and how their weights make one figure; no article behind."""

from collections.abc import Mapping
from fractions import Fraction

from app.rules.base import FINE, Labelled, Reason, Verdict, against

GROUPS_MOST = 6
WHOLE = 100


class Small(Labelled):
    """What becomes of a group with fewer ballots than the minimum, said before the voting."""

    MERGE = "merge", "并入其他组"
    WITHHOLD = "withhold", "不计入结果"


def shown_groups(
    sealed: Mapping[str, int], papers: Mapping[str, int], minimum: int, small: Small
) -> dict[str, str | None]:
    """For each group the one it is shown as, None for nowhere: {group: group}.

    A group stands for itself with the minimum of sealed ballots, or with none and the minimum of
    papers: fewer sealed ones could be found by taking the known papers away. Small groups stand
    together if they are enough, else with the smallest large one that hides them; if there is no
    large one, all are one group, whatever the rule.
    """
    names = sorted({*sealed, *papers})
    large = [n for n in names if _stands(sealed.get(n, 0), papers.get(n, 0), minimum)]
    rest = [n for n in names if n not in large]
    shown: dict[str, str | None] = {name: name for name in large}
    if not large:
        return dict.fromkeys(names, "+".join(names))
    if not rest or small is Small.WITHHOLD:
        return shown | dict.fromkeys(rest)
    while large and not _stands(_sum(sealed, rest), _sum(papers, rest), minimum):
        host = min(large, key=lambda n: (sealed.get(n, 0) < minimum, _sum(sealed, [n]), n))
        large.remove(host)
        rest = sorted([host, *rest])
    return shown | dict.fromkeys(rest, "+".join(rest))


def _sum(numbers, names):
    return sum(numbers.get(name, 0) for name in names)


def _stands(sealed, papers, minimum):
    return (sealed == 0 or sealed >= minimum) and sealed + papers >= minimum


def check_weights(weights: Mapping[str, int]) -> Verdict:
    """Weights in per cent: all nought, which counts every ballot alike, or a hundred together."""
    if any(weight < 0 for weight in weights.values()):
        return against(Reason("权重不能小于 0"))
    total = sum(weights.values())
    if total not in {0, WHOLE}:
        return against(Reason(f"各组权重合计是 {total}%，应为 100%；都填 0 就不分权重，一人一票"))
    if total and any(weight == 0 for weight in weights.values()):
        return against(Reason("有的组权重是 0，他们的票不起作用；请填权重，或者去掉这一组"))
    return FINE


def weighted(shares: Mapping[str, Fraction], weights: Mapping[str, int]) -> Fraction | None:
    """One figure of the groups' figures, by the weights of those that have one; None without."""
    total = sum(weights[name] for name in shares)
    if not shares or total == 0:
        return None
    return sum(weights[name] * share for name, share in shares.items()) / total


def percent(share: Fraction | None) -> str:
    """With one decimal, rounded half up: '87.5%'; '' for nothing."""
    if share is None:
        return ""
    tenths = (share * 2000 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}%"
