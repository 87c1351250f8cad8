"""OR-tools gives the same lists as HiGHS. It runs in a process of its own: the two cannot share one."""

import json
import subprocess
import sys
from random import Random

import pytest

from ibmodel.adapters.highs import SOLVER
from ibmodel.case.applications import Applications
from ibmodel.exchange.certificates import read_certificate
from ibmodel.exchange.converter import read
from ibmodel.exchange.requests import SelectRequest
from ibmodel.parameters import edition
from ibmodel.rules.selection import select_children, verify_selection

PARAMETERS = edition("children-pilot-2018")
IMPAIRMENTS = ("vision", "hearing", "movement", "mental", "multiple")
BIRTHS = ("2017-02-01", "2013-02-01", "2009-02-01", "2006-02-01", "2002-02-01")

PROGRAM = """
import json, sys
from ibmodel.adapters.cpsat import CpSatSolver
from ibmodel.case.applications import Applications
from ibmodel.exchange.certificates import write_certificate
from ibmodel.exchange.converter import read
from ibmodel.exchange.requests import SelectRequest
from ibmodel.parameters import edition
from ibmodel.rules.selection import select_children

seed, workers, documents = json.load(sys.stdin)
answers = []
for document in documents:
    request = read(document, SelectRequest)
    applications = Applications(request.applicants, request.pilot)
    solver = CpSatSolver(seed=seed, workers=workers)
    outcome = select_children(applications, edition("children-pilot-2018"), solver, certificate=True).outcome
    answers.append([list(outcome.selected), write_certificate(outcome.certificate)])
json.dump(answers, sys.stdout)
"""


def document(seed: int, per_municipality: int) -> dict:
    dice = Random(seed)
    applicants = [
        {
            "id": f"{municipality[:3]}-{number:02}",
            "born": dice.choice(BIRTHS),
            "impairment": dice.choice(IMPAIRMENTS[seed % 3 :]),
            "disability_determined": True,
            "disability_until": "indefinite",
            "di_evaluated": True,
            "municipality": municipality,
            "home_schooled": dice.random() < 0.2,
            "received": f"2018-06-{1 + dice.randrange(28):02}T09:{dice.randrange(60):02}",
        }
        for municipality in PARAMETERS.pilot.municipalities
        for number in range(per_municipality)
    ]
    return {"applicants": applicants, "pilot": {"start": "2018-09-01", "months": 12}}


@pytest.mark.rule("S-1", "S-2", "S-3", "S-7", "S-8", "I-7")
@pytest.mark.parametrize(("seed", "workers"), [(0, 1), (7, 8)])
def test_another_solver_another_seed_and_other_threads_give_the_same_list_and_a_certificate_that_holds(seed, workers):
    documents = [document(0, 4), document(1, 12), document(2, 25)]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps([seed, workers, documents]),
        capture_output=True,
        text=True,
        check=True,
    )
    for each, (selected, certificate) in zip(documents, json.loads(done.stdout), strict=True):
        request = read(each, SelectRequest)
        applications = Applications(request.applicants, request.pilot)
        assert list(select_children(applications, PARAMETERS, SOLVER).outcome.selected) == selected
        proof = read_certificate(certificate)
        assert verify_selection(applications, selected, PARAMETERS, proof).outcome.proved_best
