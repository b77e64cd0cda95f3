"""Our industry for a public register's code: chosen in settings, as people chose before, or by its NACE code."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Length, Replace

from customers.models import Industry, IndustryOfCode
from registries.company import Company


def industry_for(code_list: str, code: str) -> Industry | None:
    """The industry to propose, among those in use."""
    if not code:
        return None
    chosen = IndustryOfCode.objects.filter(code_list=code_list, code=code, industry__is_active=True)
    best = chosen.select_related("industry").order_by("-is_fixed", "-times", "-pk").first()
    return best.industry if best else _by_nace(code).first()


def _by_nace(code: str) -> QuerySet[Industry]:
    """Industries whose NACE code this one begins with, the closest first."""
    digits = code.replace(".", "")
    with_code = Industry.objects.filter(is_active=True).exclude(nace_code="")
    found = with_code.alias(digits=Replace("nace_code", Value(".")), wanted=Value(digits))
    return found.filter(wanted__startswith=F("digits")).order_by(Length("digits").desc(), "sort_name")


def proposed_industry(company: Company) -> dict[str, str]:
    """The same for a company, as a value of the form."""
    found = industry_for(company.industry.code_list, company.industry.code) if company.industry else None
    return {"industry": str(found.pk)} if found else {}


def learn(code_list: str, code: str, text: str, industry: Industry | None) -> None:
    """Remembers what somebody chose for a company with this code; the next one is proposed the same."""
    if not code or industry is None:
        return
    row, _made = IndustryOfCode.objects.get_or_create(
        code_list=code_list, code=code, industry=industry, defaults={"text": text[:200]}
    )
    IndustryOfCode.objects.filter(pk=row.pk).update(times=F("times") + 1)


@transaction.atomic
def fix(
    code_list: str, code: str, text: str, industry: Industry, instead_of: IndustryOfCode | None = None
) -> IndustryOfCode:
    """From now on this industry is proposed for the code, whatever people choose.

    ``instead_of`` is the choice that becomes this one; where there is this one already it gives way.
    """
    same = IndustryOfCode.objects.select_for_update().filter(code_list=code_list, code=code)
    same.filter(is_fixed=True).exclude(industry=industry).update(is_fixed=False)
    was = instead_of
    if was is not None and (was.code_list, was.code, was.industry_id) != (code_list, code, industry.pk):
        if same.filter(industry=industry).exists():
            was.delete()
        else:
            # how often people chose it was said of the other
            changed = {"code_list": code_list, "code": code, "industry": industry, "is_fixed": True, "times": 0}
            IndustryOfCode.objects.filter(pk=was.pk).update(**changed)
    row, _made = IndustryOfCode.objects.update_or_create(
        code_list=code_list, code=code, industry=industry, defaults={"text": text, "is_fixed": True}
    )
    return row
