"""Internal projects on the internal customer: holidays, training, administration; never billed."""

from random import Random

from crm.demo.cost_rows import CostRows
from crm.demo.load import NULL
from crm.demo.money import BASE_CURRENCY
from crm.demo.organisation import Setting
from crm.demo.project_rows import FIRST_NUMBER
from crm.demo.tables import Tables
from crm.demo.texts import INTERNAL_PROJECTS
from crm.demo.timeline import Timeline

COUNTRIES = ("NO", "NO", "FI", "SE", "DK")


def write_internal_projects(
    customer: int,
    customers: int,
    seed: int,
    timeline: Timeline,
    setting: Setting,
    tables: Tables,
    costs: CostRows,
) -> None:
    """Write the internal projects with about as many cost entries as there are customers."""
    random = Random(f"{seed} internal")
    for place, name in enumerate(INTERNAL_PROJECTS):
        key = tables.projects.new_id()
        is_closed = name == INTERNAL_PROJECTS[7]
        closed = timeline.iso[timeline.today - 200] if is_closed else NULL
        start = timeline.iso[timeline.history]
        owner = setting.users[place % 3]
        status = setting.project_statuses[4 if is_closed else 1]
        created = timeline.stamp(timeline.history)
        tables.projects.lines.append(
            f"{key}\t{FIRST_NUMBER + key - 1}\t{name}\t{customer}\t{owner}\t{setting.units[0]}\tt\t{NULL}\t{status}\t"
            f"{BASE_CURRENCY}\t{NULL}\t{NULL}\t{NULL}\t{NULL}\t{NULL}\t{start}\t{closed}\t"
            f"{'t' if is_closed else 'f'}\t{closed}\t{NULL}\t\t{created}\t{created}\t{NULL}"
        )
        last = timeline.today - 200 if is_closed else timeline.today
        for country in COUNTRIES:
            count = customers // len(INTERNAL_PROJECTS) // len(COUNTRIES) + 1
            costs.write(key, country, count, timeline.history, last, [], random, billable_share=0)
