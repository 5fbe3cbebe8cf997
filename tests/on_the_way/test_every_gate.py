"""Every combination of gates. Too long to be asked for each fault that is put into a policy."""

from itertools import combinations

from amparo.journeys.enums import Gate
from tests.on_the_way.test_policies_family_gates import ALONE
from tests.on_the_way.test_policies_family_gates import agree as agree_of_a_family
from tests.on_the_way.test_policies_gates import agree


def test_in_all_32768_combinations_what_is_wrong_shuts_and_the_first_of_it_speaks():
    seen = 0
    for number in range(len(Gate) + 1):
        for wrong in combinations(Gate, number):
            agree(wrong)
            seen += 1
    assert seen == 2 ** len(Gate) == 32768


def test_in_all_4096_combinations_of_a_family_the_first_that_is_shut_speaks():
    seen = 0
    for number in range(len(ALONE) + 1):
        for wrong in combinations(ALONE, number):
            agree_of_a_family(wrong)
            seen += 1
    assert seen == 4096
