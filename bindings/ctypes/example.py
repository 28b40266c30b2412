# SPDX-License-Identifier: Apache-2.0
from pehchan_ctypes import Catalogue, FindingStatus

with Catalogue.builtin("pakistan") as catalogue:
    person = catalogue.answers()
    person["made_to_work_by_force_or_menace"] = "yes"
    person["age_now_years"] = 16
    result = person.assess()
    print(result.headline)
    for finding in result.findings():
        if finding.status is FindingStatus.INDICATED:
            print(finding.title)
