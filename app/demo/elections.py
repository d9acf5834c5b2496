"""One finished election of the last term, one under way, and terms that soon end."""

from datetime import date, timedelta

from app.access.scope import EVERYTHING
from app.core import clock
from app.elections import queries
from app.elections.actions import asking, counts, finishing, nominating, opening, voting
from app.elections.models import Method
from app.rules.elections.nominating import Exclusion
from app.rules.elections.rounds import Paper
from app.rules.elections.terms import ElectionKind, Subject
from app.rules.organizations import PostKind

MEMBER, SECRETARY = PostKind.COMMITTEE_MEMBER, PostKind.SECRETARY
DUTIES = ("组织委员", "宣传委员", "纪检委员", "青年委员")


class Elections:
    """Elections of the demo's branches; the posts that follow are those already held."""

    def __init__(self, chance, today: date):
        self.chance, self.today = chance, today

    def finished(self, branch, officers, others) -> None:
        """The branch's last election: on paper, the present committee elected by it."""
        held = branch.elected_on
        seats = len(officers)
        with clock.travel(held - timedelta(days=60)):
            election = self._asked(branch, held, seats, held - timedelta(days=60))
        people = [member.person for member in officers]
        standing = [*people, *(member.person for member in others)]
        self._nominated(election, standing, people[0], held - timedelta(days=40))
        with clock.travel(held):
            self._tellers(election, others_of(branch, standing, held))
            self._counted(election, MEMBER, people)
            self._counted(election, SECRETARY, people[:1])
            finishing.hold_first_meeting(
                election, held, convener_id=people[1].id,
                duties={p.id: DUTIES[n % len(DUTIES)] for n, p in enumerate(people[1:])},
            )  # fmt: skip
            asking.result(
                election, asked_on=held + timedelta(days=2), number=f"计支〔{held.year}〕6号"
            )
        after = held + timedelta(days=9)
        with clock.travel(after):
            request = election.request(Subject.RESULT)
            asking.decide(
                request,
                agreed=True,
                decided_on=after,
                reply_number=f"计党〔{held.year}〕21号",
                comment="",
            )

    def under_way(self, branch, officers, others) -> None:
        """An assembly of today: the committee is elected but for one seat left open by a tie."""
        end = opening.end_of_term(branch, self.today)
        first = self.today - timedelta(days=75)
        with clock.travel(first):
            full = len(queries.full_members(EVERYTHING, branch, first))
            opening.remind(branch, first - timedelta(days=20), full_members=full)
            election = self._asked(branch, self.today, 3, first, end)
        people = [member.person for member in [*officers[:3], *others[:2]]]
        away = others[-1].person
        self._nominated(election, people[:4], people[0], first + timedelta(days=30), away)
        with clock.travel(self.today, hour=9):
            self._tellers(election, others_of(branch, [*people, away], self.today))
            nominating.decide_left_out(election, self.today)
            voted = self._opened(election, MEMBER, Method.PAPER)
            names = [one.name for one in voted.tallies]
            bar = voted.due // 2 + 1
            yes = dict(zip(names, (voted.present - 3, voted.present - 4, bar, bar), strict=True))
            self._enter(voted, yes)

    def _asked(self, branch, planned, seats, day, end=None):
        election = queries.open_of(EVERYTHING, branch.id, ElectionKind.TERM)
        full = len(queries.full_members(EVERYTHING, branch, day))
        election = election or opening.start(branch, ElectionKind.TERM, day, full_members=full)
        if end is None:
            election.term_ends_on = planned
        request = asking.plan(
            election, asked_on=day, number=f"计支〔{day.year}〕4号", planned_on=planned,
            seats=seats, full_members=full, reason="任期届满前，拟结合年度工作安排召开。",
        )  # fmt: skip
        asking.decide(
            request, agreed=True, decided_on=day + timedelta(days=6),
            reply_number=f"计党〔{day.year}〕12号", comment="",
        )  # fmt: skip
        return election

    def _nominated(self, election, people, head, day, away=None):
        with clock.travel(day):
            confirmed = queries.confirmed(EVERYTHING, [person.id for person in people])
            nominating.nominate(
                election, {MEMBER: people, SECRETARY: [head]}, day, confirmed=confirmed, reason=""
            )
            if away:
                nominating.leave_out(election, away, Exclusion.STRANDED, "")
            request = asking.nominees(election, asked_on=day, number=f"计支〔{day.year}〕5号")
            answered = day + timedelta(days=5)
            asking.decide(
                request, agreed=True, decided_on=answered, comment="",
                reply_number=f"计党〔{day.year}〕15号",
            )  # fmt: skip
            nominating.publish(election, answered + timedelta(days=2))

    def _tellers(self, election, free):
        nominating.appoint_tellers(election, free[:1], free[1:3], clock.today())

    def _opened(self, election, post, method):
        found = voting.contest(election, post)
        due = [person.id for person in voting.due_in(election, found.body, clock.today())]
        absent = len(due) // 10
        return voting.open_round(
            election, post, method=method, held_on=clock.today(), present=due[absent:],
            place="学院报告厅",
        )  # fmt: skip

    def _counted(self, election, post, winners):
        voted = self._opened(election, post, Method.PAPER)
        won = {person.name for person in winners}
        yes = {
            one.name: voted.present - self.chance.randint(1, 2) * (len(voted.tallies) > 1)
            if one.name in won
            else 4
            for one in voted.tallies
        }
        self._enter(voted, yes)

    def _enter(self, voted, yes):
        paper = Paper(voted.present, voted.present, voted.present, 0)
        figures = {
            one.id: (yes[one.name], paper.valid - yes[one.name], None) for one in voted.tallies
        }
        counts.enter_count(voted, paper, figures, [])


def others_of(branch, taken, day):
    """Full members who neither stand nor are left out, for the tables of the count."""
    known = {person.id for person in taken}
    full = queries.full_members(EVERYTHING, branch, day)
    return [person for person in full if person.id not in known]
