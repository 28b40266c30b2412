# SPDX-License-Identifier: Apache-2.0
import pehchan

answers = {
    "made_to_work_by_force_or_menace": True,
    "wages_withheld": None,  # unknown: the same as leaving it out
}
result = pehchan.assess(answers, "pakistan")
print(result.headline)
print(*result.indicated, sep="\n")
