"""Integrates the wound20 cohort with libRoadRunner, one core; prints CPU time and errors as JSON, one line per tolerance.

Usage: roadrunner_peer.py PATIENTS REPETITIONS RELATIVE,ABSOLUTE [RELATIVE,ABSOLUTE …]
Needs `pip install libroadrunner`.
"""
import json
import pathlib
import sys
import time

import numpy
import roadrunner

DATA = pathlib.Path(__file__).resolve().parent / "data"
OUTPUTS, SPECIES, PARAMETERS = 74, 20, 58
INJURY_OUTPUTS = [day // 5 for day in (0, 30, 60, 90, 120, 150)]
REST = [0, 0, 0, 0.5, 0.1, 0.02, 0.05, 0.01, 0.02, 0.1, 1, 0.05, 0.1, 1, 0.2, 0.3, 0.3, 3, 1, 1]
ADDED = {0: 0.3, 1: 1.0, 2: 5.0, 3: 0.5, 5: 0.5, 7: 0.1}
DESTROYED = {17: 0.03, 18: 0.02, 13: 0.05, 19: 0.1}


def injured(dose):
    state = list(REST)
    for species, amount in ADDED.items():
        state[species] += amount * dose
    for species, part in DESTROYED.items():
        state[species] *= 1 - part * dose
    return state


def main():
    patients, repetitions = int(sys.argv[1]), int(sys.argv[2])
    cohort = numpy.fromfile(DATA / "patients.bin").reshape(-1, PARAMETERS + 1)[:patients]
    reference = numpy.fromfile(DATA / "ref5.bin").reshape(-1, OUTPUTS, SPECIES)
    runner = roadrunner.RoadRunner(str(DATA / "wound20.xml"))
    model, integrator = runner.model, runner.getIntegrator()
    integrator.setValue("stiff", True)
    integrator.setValue("maximum_num_steps", 100000)
    names = model.getGlobalParameterIds()
    places = [names.index(name) for name in names if name.startswith("p_")] + [names.index("dose")]
    runner.timeCourseSelections = [f"[{name}]" for name in model.getFloatingSpeciesIds()]
    for tolerance in sys.argv[3:]:
        relative, absolute = map(float, tolerance.split(","))
        integrator.setValue("relative_tolerance", relative)
        integrator.setValue("absolute_tolerance", absolute)
        best, results = float("inf"), []
        for _ in range(repetitions):
            results = []
            start = time.process_time()
            for row in cohort:
                runner.reset()
                model.setGlobalParameterValues(places, row)
                model.setFloatingSpeciesConcentrations(injured(row[-1]))
                results.append(numpy.array(runner.simulate(0, 365, OUTPUTS)))
            best = min(best, time.process_time() - start)
        kept = [i for i in range(OUTPUTS) if i not in INJURY_OUTPUTS]
        exact = reference[:patients]
        errors = numpy.abs(numpy.array(results)[: len(exact)] - exact) / numpy.abs(exact).max(axis=1, keepdims=True)
        worst = numpy.sort(errors[:, kept].reshape(len(errors), -1).max(axis=1))
        at = lambda part: float(worst[round((len(worst) - 1) * part)])
        rms = float(numpy.sqrt((errors[:, kept] ** 2).mean()))
        rate = patients / best
        print(json.dumps(dict(rate=rate, median=at(0.5), p99=at(0.99), rms=rms, version=roadrunner.__version__)))


main()
