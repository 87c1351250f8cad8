"""Stage 1: who has which share, what the percentages are taken of, and the cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from answers import Said, answered, cents, euro, half_up, must_show, refused
from cases import Chapter

Json = Any

OP = "budget.provisional"
ON = "2018-09-01"
#: Born ten years and some months before `ON`: the companion whose reduced share makes the other's weight visible.
TEN = {"id": "ten", "born": "2008-03-10", "special_care": False}
_LIMIT, _TOO_OLD = 8, 18


def child(name: str, born: str, received: str = "", *, care: bool = False) -> dict[str, Json]:
    """A recipient."""
    return {"id": name, "born": born, "special_care": care} | ({"received": received} if received else {})


def group(pool: str, *recipients: dict[str, Json], on: str = ON, amount: str = "") -> dict[str, Json]:
    """The input of the operation."""
    asked = {"pool": pool, "on": on, "recipients": list(recipients)}
    return asked | ({"amount": amount} if amount else {})


def completed(born: date, on: date) -> int:
    """Birthdays reached after the birth, counted one by one; 29 February is reached on the 28th in other years."""
    years = 0
    while _birthday(born, born.year + years + 1) <= on:
        years += 1
    return years


def _birthday(born: date, year: int, late: int = 0) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28) + timedelta(days=late)


def _from_1_march(born: date, on: date) -> int:
    return on.year - born.year - (on < _birthday(born, on.year, late=1))


_AGES = {
    "age_by_days_365": lambda born, on: (on - born).days // 365,
    "age_by_years_only": lambda born, on: on.year - born.year,
    "leap_birthday_on_1_march": _from_1_march,
}


def stage_1(
    asked: Mapping[str, Json],
    readings: Mapping[str, str],
    figures: Mapping[str, Json],
    mistake: str = "",
) -> dict[str, Json]:
    """What must be answered, by fractions; or what an implementation with a known mistake would answer."""
    on, pool = date.fromisoformat(asked["on"]), cents(asked["pool"])
    limit = figures.get("budget.full_share_up_to_age", _LIMIT) - (mistake == "eight_is_older")
    shares = (figures.get("budget.full_share", "100"), figures.get("budget.reduced_share", "70"))
    weights, reasons = [], []
    for place, one in enumerate(asked["recipients"]):
        age = _AGES.get(mistake, completed)(date.fromisoformat(one["born"]), on)
        if age >= figures.get("budget.recipient_age_below", _TOO_OLD):
            return refused("bad_value", f"/input/recipients/{place}/born")
        care = one["special_care"] and mistake != "special_care_ignored"
        share = shares[age > limit and not care]
        weights.append(Fraction(share))
        code = "full_share_up_to_age" if age <= limit else "full_share_special_care" if care else "reduced_share"
        reasons.append(("B-1", code, {"id": one["id"], "age": age, "limit": limit, "share": share}))
    split = readings.get("I-1", "weighted_split")
    exact = _exact(asked, split, weights, pool)
    if sum(exact) > pool:
        return refused("infeasible", "/input/amount")
    amounts = _whole(asked["recipients"], exact, weights, readings.get("I-3", "equal_treatment"), mistake)
    if mistake == "percentage_of_rounded_amount":
        hundred = _exact(asked, split, weights, pool, of=Fraction(100))
        amounts = [int(int(most) * weight / 100) for most, weight in zip(hundred, weights, strict=True)]
    reserve = pool - sum(amounts)
    rows = [
        {"id": one["id"], "weight": reason[2]["share"], "provisional": euro(amount)}
        for one, reason, amount in zip(asked["recipients"], reasons, amounts, strict=True)
    ]
    used = {"I-1": split, "I-3": readings.get("I-3", "equal_treatment")}
    why = _why_split(asked, split, reserve)
    return answered({"amounts": rows, "reserve": euro(reserve)}, [*reasons, why], used)


def _exact(
    asked: Mapping[str, Json], split: str, weights: Sequence[Fraction], pool: int, of: Fraction | None = None
) -> list[Fraction]:
    wanted = [of or weight for weight in weights]
    if split == "weighted_split":
        return [pool * weight / (sum(weights) or 1) for weight in wanted]
    whole = Fraction(cents(asked["amount"])) if split == "fixed_amount" else Fraction(pool, len(weights) or 1)
    return [whole * weight / 100 for weight in wanted]


def _whole(
    recipients: Sequence[Json], exact: Sequence[Fraction], weights: Sequence[Fraction], rest: str, mistake: str
) -> list[int]:
    if mistake == "shares_rounded_half_up":
        return list(map(half_up, exact))
    amounts = [int(share) for share in exact]
    if rest == "exhaust":
        order = list(range(len(exact)))
        if mistake != "residue_to_the_first":
            order.sort(key=lambda at: (amounts[at] - exact[at], -weights[at], *first_come(recipients[at])))
        for place in order[: int(sum(exact)) - sum(amounts)]:
            amounts[place] += 1
    return amounts


def first_come(one: Mapping[str, Json]) -> tuple[bool, str, str]:
    """Earlier application first, those without one last; then the identifier."""
    return "received" not in one, one.get("received", ""), one["id"]


def _why_split(asked: Mapping[str, Json], split: str, reserve: int) -> Said:
    facts = {"pool": asked["pool"], "recipients": len(asked["recipients"]), "reserve": euro(reserve)}
    if not asked["recipients"]:
        return "B-7", "pool_without_recipients", {"pool": asked["pool"]}
    if split == "fixed_amount":
        return "D-1", "fixed_amount_shared", {"amount": asked["amount"], **facts}
    return "D-1", "pool_shared_equally" if split == "equal_share" else "pool_shared_by_weight", facts


def _case(
    chapter: Chapter, name: str, rules: str, why: str, asked: dict[str, Json], mistake: str = "", **envelope: Json
) -> None:
    readings, figures = envelope.get("readings", {}), envelope.get("reform", {})
    says = stage_1(asked, readings, figures)
    if mistake:
        must_show(name, says, stage_1(asked, readings, figures, mistake))
    chapter.case(name, rules, why, OP, asked, says, mistake=mistake, **envelope)


def add(chapter: Chapter) -> None:
    """Every case of the operation but the printed ones."""
    ages(chapter)
    leap_days(chapter)
    bases(chapter)
    fixed(chapter)
    residues(chapter)
    reforms(chapter)
    refusals(chapter)


def ages(chapter: Chapter) -> None:
    """The bounds of B-1."""
    for name, born, care, why in (
        ("born-that-day", "2018-09-01", False, "a child born on the day itself is 0 and has the full share"),
        ("eighth-birthday", "2010-09-01", True, "8 on the day: the age gives the full share, the opinion is not asked"),
        ("ninth-birthday", "2009-09-01", False, "9 on the day: the reduced share begins"),
        ("nine-since-a-day", "2009-08-31", False, "9 since yesterday: the reduced share"),
        ("nine-with-care", "2009-09-01", True, "9 on the day with an opinion: the full share goes on"),
        ("last-day-of-seventeen", "2000-09-02", False, "17 for one more day: still a recipient"),
        ("last-day-of-seventeen-with-care", "2000-09-02", True, "17 for one more day, with an opinion"),
        ("eighteenth-birthday", "2000-09-01", False, "18 on the day: no recipient any more"),
        ("eighteenth-birthday-with-care", "2000-09-01", True, "18 on the day: an opinion does not help"),
        ("past-eighteen", "1980-01-01", False, "far beyond 18"),
    ):
        _case(chapter, name, "B-1", why, group("1000.00", child("one", born, care=care), TEN))
    born_later = group("1000.00", TEN, child("one", "2018-09-02"))
    chapter.case(
        "born-the-day-after",
        "B-1",
        "a birth after the day on which the facts are taken",
        OP,
        born_later,
        refused("bad_value", "/input/recipients/1/born"),
    )
    for name, day, why in (
        ("second-period-before", "2019-02-28", "the facts of the second period are those of the day asked: still 8"),
        ("second-period-on", "2019-03-01", "9 on the first day of month 7: the second period has the reduced share"),
    ):
        _case(chapter, name, "B-2 B-1", why, group("1000.00", child("one", "2010-03-01"), TEN, on=day))
    _mistaken_ages(chapter)
    for name, born, mistake, why in (
        ("eight-today", "2010-09-01", "eight_is_older", "'8 or younger' includes the 8th birthday"),
        ("eight-and-a-half", "2010-03-01", "eight_is_older", "8 and a half is 8"),
        ("last-day-of-eight", "2009-09-02", "eight_is_older", "8 years and 364 days is 8"),
        ("care-at-nine", "2009-01-15", "special_care_ignored", "9 with an opinion: 100 %, not 70 %"),
        ("care-at-twelve", "2006-01-15", "special_care_ignored", "12 with an opinion: 100 %, not 70 %"),
        ("care-at-seventeen", "2001-01-15", "special_care_ignored", "17 with an opinion: 100 %, not 70 %"),
    ):
        care = mistake == "special_care_ignored"
        _case(chapter, name, "B-1", why, group("1000.00", child("one", born, care=care), TEN), mistake)


def _mistaken_ages(chapter: Chapter) -> None:
    for name, born, mistake, why in (
        ("two-leap-days-short-of-nine", "2009-09-03", "age_by_days_365", "3285 days are 9 x 365, but not 9 years"),
        ("a-day-short-of-nine", "2009-09-02", "age_by_days_365", "3286 days, one day before the 9th birthday"),
        ("four-days-short-of-eighteen", "2000-09-05", "age_by_days_365", "6570 days are 18 x 365; the child is 17"),
        ("born-in-december", "2009-12-31", "age_by_years_only", "2018 - 2009 is 9, but the birthday is to come"),
        ("birthday-tomorrow", "2009-09-02", "age_by_years_only", "9 in this calendar year, 8 today"),
        ("eighteen-this-year", "2000-12-31", "age_by_years_only", "18 in this calendar year, 17 today"),
    ):
        days = mistake == "age_by_days_365"
        asked = group("1200.00" if days else "1100.00", child("one", born), TEN)
        _case(chapter, name, "B-1", why, asked, mistake)


def leap_days(chapter: Chapter) -> None:
    """I-16 in stage 1."""
    for name, born, day, why in (
        ("nine-on-27-february", "2012-02-29", "2021-02-27", "born on 29 February: not yet 9 on 27 February"),
        ("nine-on-1-march", "2012-02-29", "2021-03-01", "born on 29 February: 9 on 1 March as well"),
        ("leap-year-keeps-the-day", "2012-02-29", "2020-02-28", "in a leap year the birthday is 29 February itself"),
        ("leap-year-on-the-day", "2012-02-29", "2020-02-29", "8 on 29 February of a leap year"),
        ("no-leap-year-in-1900-style", "2092-02-29", "2100-02-28", "2100 has no 29 February: 8 on the 28th"),
        ("leap-year-2000", "1992-02-29", "2000-02-28", "2000 has a 29 February: still 7 on the 28th"),
        ("born-on-28-february", "2012-02-28", "2021-02-28", "born on 28 February: 9 on the day, nothing moves"),
        ("born-on-1-march", "2012-03-01", "2021-02-28", "born on 1 March: 9 only tomorrow"),
        ("almost-eighteen-on-27-february", "2000-02-29", "2018-02-27", "born on 29 February: 17 on 27 February"),
    ):
        _case(chapter, name, "I-16 B-1", why, group("1000.00", child("one", born), child("two", day), on=day))
    for name, born, day, why in (
        ("leap-ninth-birthday", "2012-02-29", "2021-02-28", "9 on 28 February, so 70 %"),
        ("leap-ninth-birthday-again", "2016-02-29", "2025-02-28", "9 on 28 February 2025, so 70 %"),
        ("leap-eighteenth-birthday", "2000-02-29", "2018-02-28", "18 on 28 February: refused"),
    ):
        asked = group("900.00", child("one", born), child("two", day), on=day)
        _case(chapter, name, "I-16 B-1", why, asked, "leap_birthday_on_1_march")


def bases(chapter: Chapter) -> None:
    """Of what the percentages are taken, and that nothing is lost."""
    young, old = child("young", "2012-01-01"), child("old", "2004-01-01")
    for policy in ("children-pilot-2018", "children-general", "adults-pilot-2019"):
        why = f"stage 1 has the same figures under {policy}"
        _case(chapter, f"policy-{policy}", "B-1 B-7", why, group("777.77", young, old), policy=policy)
    for split in ("weighted_split", "equal_share", "fixed_amount"):
        amount = "250.00" if split == "fixed_amount" else ""
        one = {"readings": {"I-1": split}}
        dashed = split.replace("_", "-")
        _case(chapter, f"nobody-{dashed}", "B-7", f"no recipients under {split}: all of the pool is reserve",
              group("500.05", amount=amount), **one)  # fmt: skip
        _case(chapter, f"empty-pool-{dashed}", "D-1 I-1", f"a pool of nothing under {split}",
              group("0.00", young, old, amount="0.00" if amount else ""), **one)  # fmt: skip
        _case(chapter, f"one-reduced-{dashed}", "D-1 I-1", f"one recipient with 70 % under {split}",
              group("500.05", old, amount=amount), **one)  # fmt: skip
    _case(
        chapter,
        "nobody-and-nothing",
        "B-7",
        "no recipients and nothing, on another day",
        group("0.00", on="2019-03-01"),
    )
    _case(chapter, "largest-pool", "B-7 D-1", "the largest amount that can be written",
          group("999999999999.99", young, old))  # fmt: skip
    _case(chapter, "one-cent", "B-7 I-3", "one cent for two: nobody gets it", group("0.01", young, old))
    for name, pool, recipients, split in (
        ("116-cents-by-heads", "1.16", (young, old, old | {"id": "old2"}), "equal_share"),
        ("125-cents-by-heads", "1.25", (old, young, old | {"id": "old2"}), "equal_share"),
        ("pool-of-1207-by-weight", "12.07", (young, old, old | {"id": "old2"}), "weighted_split"),
        ("pool-of-251-by-weight", "2.51", (young, old, young | {"id": "young2"}), "weighted_split"),
    ):
        why = f"70 % of the exact quotient under {split}, not of the quotient rounded to cents"
        asked = group(pool, *recipients)
        _case(chapter, name, "B-1 I-1", why, asked, "percentage_of_rounded_amount", readings={"I-1": split})
    for name, pool, ids in (("one-cent-for-two-equals", "0.01", "ab"), ("five-cents-for-three", "0.05", "abc"),
                            ("a-pool-of-200-for-three", "200.00", "abc")):  # fmt: skip
        why = f"{pool} for {len(ids)} equals: rounding each half up would give out more than there is"
        asked = group(pool, *(child(one, "2012-01-01") for one in ids))
        _case(chapter, name, "I-3 B-7", why, asked, "shares_rounded_half_up")


def fixed(chapter: Chapter) -> None:
    """The reading `fixed_amount`: what the pool must cover."""
    young, old, older = child("young", "2012-01-01"), child("old", "2004-01-01"), child("older", "2003-01-01")
    readings = {"I-1": "fixed_amount"}
    for name, pool, amount, why in (
        ("covers-exactly", "960.00", "400.00", "a pool of exactly the sum: nothing is left"),
        ("covers-with-a-cent", "960.01", "400.00", "one cent more than the sum is the reserve"),
        ("lacks-a-cent", "959.99", "400.00", "one cent less than the sum: no answer"),
        ("fractions-count", "0.02", "0.01", "exact amounts of 1, 0.7 and 0.7 cents need more than 2 cents"),
        ("fractions-are-covered", "0.03", "0.01", "3 cents cover 2.4 exact ones; 0.7 rounds down to nothing"),
        ("amount-of-nothing", "10.00", "0.00", "an amount of 0.00 leaves the whole pool as reserve"),
    ):
        asked = group(pool, young, old, older, amount=amount)
        _case(chapter, f"fixed-{name}", "D-1 I-1", why, asked, readings=readings)
    for rest in ("equal_treatment", "exhaust"):
        why = f"fixed amounts with half a cent each under {rest}: the rest of the pool stays in reserve"
        asked = group("1.00", old, older, child("third", "2002-01-01", "2018-07-01T10:00"), amount="0.05")
        name = f"fixed-cents-{rest.replace('_', '-')}"
        _case(chapter, name, "I-3 I-1", why, asked, readings=readings | {"I-3": rest})
    says = refused("missing_field", "/input/amount")
    asked = group("960.00", young)
    chapter.case("fixed-without-amount", "I-1", "the amount is required", OP, asked, says, readings=readings)
    chapter.case("fixed-with-null", "I-1", "null is no amount", OP, asked | {"amount": None}, says, readings=readings)
    for split in ("weighted_split", "equal_share"):
        chapter.case(
            f"amount-under-{split.replace('_', '-')}",
            "I-1",
            f"an amount where {split} asks for none",
            OP,
            group("960.00", young, amount="400.00"),
            refused("bad_value", "/input/amount"),
            readings={"I-1": split},
        )
    chapter.case("amount-of-null-is-none", "I-1", "null is as good as no amount", OP, asked | {"amount": None},
                 {"/result/reserve": "0.00", "/result/amounts/0/provisional": "960.00"})  # fmt: skip


def residues(chapter: Chapter) -> None:
    """I-3: the left-over cents."""
    exhaust = {"I-3": "exhaust"}
    young, old = child("young", "2012-01-01"), child("old", "2004-01-01")
    early, late = "2018-07-02T09:00", "2018-07-02T09:01"
    for split in ("weighted_split", "equal_share", "fixed_amount"):
        why = f"left-over cents of {split} go out by largest remainder, the rest stays"
        amount = "333.33" if split == "fixed_amount" else ""
        asked = group("1000.00", old, young, old | {"id": "older"}, amount=amount)
        _case(chapter, f"exhaust-{split.replace('_', '-')}", "I-3 I-1", why, asked, readings=exhaust | {"I-1": split})
    for name, pool, recipients, why in (
        ("greater-weight", "0.08", (child("b", "2004-01-01"), child("a", "2003-01-01"), child("z", "2012-01-01")),
         "three equal remainders: the greater weight has the cent"),
        ("earlier-application", "0.01", (child("a", "2012-01-01", late), child("b", "2012-01-01", early)),
         "two equals: the application of one minute before has the cent"),
        ("application-before-none", "0.01", (child("a", "2012-01-01"), child("b", "2012-01-01", late)),
         "two equals: who has an application comes before who has none"),
        ("smaller-identifier", "0.01", (child("b", "2012-01-01", early), child("a", "2012-01-01", early)),
         "two equals of the same minute: the smaller identifier has the cent"),
        ("identifiers-as-text", "0.01", (child("9", "2012-01-01"), child("10", "2012-01-01")),
         "identifiers are compared as text: 10 before 9"),
        ("year-before-hour", "0.01", (child("a", "2012-01-01", "2018-07-02T08:00"),
                                      child("b", "2012-01-01", "2017-12-31T23:00")),
         "the earlier day counts, not the earlier hour"),
        ("two-cents-for-three", "0.05", (child("a", "2012-01-01", late), child("b", "2012-01-01", late),
                                         child("c", "2012-01-01", early)),
         "two cents for three equals: the last in time has none"),
        ("no-residue", "0.10", (child("a", "2012-01-01"), child("b", "2012-01-01")),
         "nothing is left over, so nothing is handed out"),
        ("nobody", "0.10", (), "nobody to hand anything to"),
    ):  # fmt: skip
        _case(chapter, f"exhaust-{name}", "I-3", why, group(pool, *recipients), readings=exhaust)
    for name, pool, recipients in (
        ("largest-remainder-last", "10.00", (old, old | {"id": "older"}, young)),
        ("largest-remainders-behind", "0.51", (old, young, young | {"id": "z"})),
        ("smaller-share-larger-remainder", "0.07", (young, old)),
        ("earliest-is-last", "0.03", (child("a", "2012-01-01", late), child("b", "2012-01-01", early))),
    ):
        why = f"a left-over cent of {pool} does not go to the first in the list"
        _case(chapter, name, "I-3", why, group(pool, *recipients), "residue_to_the_first", readings=exhaust)


def reforms(chapter: Chapter) -> None:
    """That no figure of the stage is fixed in a program."""
    nine = child("nine", "2009-08-01")
    eight = child("eight", "2010-08-01")
    for name, figures, recipients, why in (
        ("reduced-80", {"budget.reduced_share": "80"}, (eight, TEN), "a reduced share of 80 %"),
        ("reduced-third", {"budget.reduced_share": "33.333333"}, (eight, TEN), "a share with six decimals"),
        ("reduced-nothing", {"budget.reduced_share": "0"}, (eight, TEN), "a reduced share of 0 %"),
        ("full-90", {"budget.full_share": "90"}, (eight, TEN), "a full share of 90 %"),
        ("all-shares-nothing", {"budget.full_share": "0", "budget.reduced_share": "0"}, (eight, TEN),
         "shares of 0 % for all: the pool is reserve"),
        ("smallest-share", {"budget.full_share": "0.000001"}, (eight,),
         "a millionth of a percent for one alone: all of the pool"),
        ("full-up-to-7", {"budget.full_share_up_to_age": 7}, (eight, child("seven", "2011-08-01")),
         "the full share only up to 7"),
        ("full-up-to-9", {"budget.full_share_up_to_age": 9}, (nine, TEN), "the full share up to 9"),
        ("below-10", {"budget.recipient_age_below": 10}, (nine, TEN), "a recipient of 10 is too old below 10"),
        ("below-19", {"budget.recipient_age_below": 19}, (child("adult", "2000-01-01"), eight),
         "a recipient of 18 fits below 19"),
    ):  # fmt: skip
        _case(chapter, f"reform-{name}", "B-1", why, group("1000.00", *recipients), reform=figures)
    for split, amount in (("equal_share", ""), ("fixed_amount", "300.00")):
        figures = {"budget.reduced_share": "12.5", "budget.full_share": "99.999999"}
        why = f"shares of 99.999999 % and 12.5 % under {split}"
        name = f"reform-odd-shares-{split.replace('_', '-')}"
        asked = group("1000.00", eight, TEN, amount=amount)
        _case(chapter, name, "B-1 I-1", why, asked, reform=figures, readings={"I-1": split})


def refusals(chapter: Chapter) -> None:
    """What is wrong with a request, and which of several problems is named."""
    good = group("100.00", child("a", "2012-01-01"), child("b", "2012-01-01"))
    one = good["recipients"][0]

    def with_second(**changes: Json) -> dict[str, Json]:
        return good | {"recipients": [one, one | {"id": "b"} | changes]}

    def without(field: str) -> dict[str, Json]:
        return good | {"recipients": [{name: held for name, held in one.items() if name != field}]}

    at = "/input/recipients/1"
    for name, asked, code, path, why in (
        ("no-pool", {name: good[name] for name in ("on", "recipients")}, "missing_field", "/input/pool", "no pool"),
        ("pool-below-nothing", good | {"pool": "-1.00"}, "bad_value", "/input/pool", "money is not negative"),
        ("recipient-of-null", good | {"recipients": [one, None]}, "bad_type", at, "null in a list"),
        ("empty-id", with_second(id=""), "bad_value", f"{at}/id", "an identifier has at least one character"),
        ("id-of-65", with_second(id="i" * 65), "bad_value", f"{at}/id", "an identifier has at most 64 characters"),
        ("birth-as-moment", with_second(born="2012-01-01T00:00"), "bad_value", f"{at}/born", "a birth has no hour"),
        ("no-opinion", without("special_care"), "missing_field", "/input/recipients/0/special_care",
         "whether there is an opinion is never guessed"),
        ("opinion-as-1", with_second(special_care=1), "bad_type", f"{at}/special_care", "1 is no yes"),
        ("moment-with-seconds", with_second(received="2018-07-02T09:00:00"), "bad_value", f"{at}/received",
         "a moment goes to the minute"),
        ("unknown-field", with_second(age=8), "unknown_field", f"{at}/age", "an age is not asked for"),
        ("id-twice", with_second(id="a"), "duplicate", f"{at}/id", "an identifier twice, named at the later place"),
        ("pool-before-day", good | {"pool": "1", "on": "1"}, "bad_value", "/input/pool", "the first field is named"),
        ("field-before-birth-too-late", with_second(born="2019-01-01") | {"amount": 1}, "bad_type", "/input/amount",
         "single fields come before conditions of several"),
        ("twice-and-born-too-late", with_second(id="a", born="2019-01-01"), "duplicate", f"{at}/id",
         "of two conditions of one recipient, the identifier is named"),
        ("too-old-before-twice", good | {"recipients": [one | {"born": "2000-01-01"}, one]}, "bad_value",
         "/input/recipients/0/born", "conditions go by the place in the list"),
    ):  # fmt: skip
        rules = "B-1" if "recipients" in path else "D-1"
        chapter.case(f"refused-{name}", rules, why, OP, asked, refused(code, path))
    _case(chapter, "id-of-64", "B-1", "an identifier of 64 characters", group("1.00", child("i" * 64, "2012-01-01")))
    nulls = good | {"recipients": [one | {"received": None}]}
    chapter.case("null-moment", "B-1", "a moment of null is as good as none", OP, nulls,
                 {"/result/amounts/0/provisional": "100.00", "/reasons/1/facts/recipients": 1})  # fmt: skip
    chapter.case(
        "too-old-before-too-little", "D-1 I-1", "a recipient's age is looked at before the pool", OP,
        group("1.00", child("a", "2000-01-01"), amount="400.00"), refused("bad_value", "/input/recipients/0/born"),
        readings={"I-1": "fixed_amount"},
    )  # fmt: skip
