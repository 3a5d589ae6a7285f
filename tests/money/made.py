"""What the tests of money make: a year, its funds, and what happens to them, each in one short call. Sums in pounds."""

from datetime import date
from decimal import Decimal

from wapentake.money.changes import Decided, Told, enter_event, open_journal, put_budget, put_commitment, put_fund
from wapentake.money.models import EntryKind, Nature
from wapentake.plans.models import Category, Plan, TacticalAction, View


def pence(pounds: str | int) -> int:
    return int(Decimal(str(pounds)) * 100)


class Books:
    """The journal of a year, into which one person enters what happens."""

    def __init__(self, partnership, by, start: int = 2017):
        self.by = by
        self.partnership = partnership
        self.journal = open_journal(partnership, start, by=by)

    def fund(self, name, award: str | int = 0, **more):
        """A fund, with its award entered and paid."""
        fund = put_fund(self.journal, {"name": name, "award": pence(award), **more}, by=self.by)
        if award:
            self.tell("award", fund, award)
            self.tell("receipt", fund, award)
        return fund

    def tell(self, kind, fund, pounds, on=None, text="", **more):
        """An entry of a kind."""
        names = {"vat", "nature", "to", "belongs_to", "commitment", "decision", "key"}
        names |= {"tactical_action", "to_tactical_action"}
        own = {name: value for name, value in more.items() if name in names}
        rest = {name: value for name, value in more.items() if name not in names}
        told = Told(
            kind=EntryKind(kind),
            fund=fund,
            on=on or date(self.journal.start, 6, 12),
            pence=pence(pounds),
            text=text or f"{kind} of {fund}",
            more=rest,
            **own,
        )
        return enter_event(self.journal, told, by=self.by)

    def invoice(self, fund, pounds, **more):
        return self.tell("invoice", fund, pounds, **more)

    def plan(self, *titles, objective="Fewer people are hurt") -> list[TacticalAction]:
        """Tactical actions of a plan, under one strategic objective."""
        told = {"partnership": self.partnership, "name": "Delivery plan"}
        plan, _ = Plan.objects.get_or_create(**told, starts_on=date(2017, 4, 1), ends_on=date(2020, 3, 31))
        view, _ = View.objects.get_or_create(plan=plan, name="Strategic objectives", is_main=True)
        category, _ = Category.objects.get_or_create(
            view=view, name=objective, defaults={"position": view.categories.count() + 1}
        )
        made = []
        for title in titles:
            ref = f"{category.position}.{category.tactical_actions.count() + 1}"
            one = TacticalAction.objects.create(partnership=self.partnership, plan=plan, ref=ref, title=title)
            one.categories.add(category)
            made.append(one)
        return made

    def budget(self, fund, split, decided="The partnership, 3 April 2017"):
        """The original budget of a fund, in pounds by tactical action."""
        told = {one: pence(pounds) for one, pounds in split.items()}
        return put_budget(fund, told, Decided(words=decided), by=self.by)

    def commit(self, fund, pounds, **more):
        values = {"title": f"work paid from {fund}", "nature": Nature.REVENUE, "agreed_on": date(2017, 6, 12)}
        return put_commitment(fund, values | {"pence": pence(pounds)} | more, by=self.by)
