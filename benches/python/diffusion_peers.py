"""Times one step of axisymmetric diffusion on 64 x 256 cells with what can be installed from PyPI.

    python -m venv peers && peers/bin/pip install fipy py-pde numba scipy
    peers/bin/python benches/python/diffusion_peers.py

Each line is processor time per step of one thread, best of five batches. The problem is that of the bench `diffusion`:
a cylinder of radius 0.36 mm and depth 1.5 mm, D = 0.3 mm2/day, steps of 0.01 day where the method allows it.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import time

import numpy as np

RINGS, LAYERS, RADIUS, DEPTH, D, STEP = 64, 256, 0.36, 1.5, 0.3, 0.01


def best(step, batch):
    """Processor seconds of one call of `step`."""
    step()
    taken = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(batch):
            step()
        taken.append((time.process_time() - start) / batch)
    return min(taken)


def report(name, seconds, note):
    cells = RINGS * LAYERS
    print(f"{name:34} {seconds * 1e6:10.1f} us/step  {cells / seconds * 1e-6:8.2f} M cells/s  {note}", flush=True)


def scipy_step():
    import scipy.sparse as sp
    import scipy.sparse.linalg as la

    dr, dz = RADIUS / RINGS, DEPTH / LAYERS
    faces = dr * np.arange(RINGS + 1)
    volume = 0.5 * (faces[1:] ** 2 - faces[:-1] ** 2)
    conductance = faces[1:-1] * D / dr
    radial = sp.diags([-np.r_[conductance, 0] - np.r_[0, conductance], conductance, conductance], [0, 1, -1])
    radial = sp.diags(1 / volume) @ radial
    axial = sp.diags([np.r_[-1, np.full(LAYERS - 2, -2), -1], np.ones(LAYERS - 1), np.ones(LAYERS - 1)], [0, 1, -1])
    operator = sp.kron(sp.eye(LAYERS), radial) + sp.kron(axial * (D / dz**2), sp.eye(RINGS))
    factors = la.splu(sp.csc_matrix(sp.eye(RINGS * LAYERS) - STEP * operator))
    state = np.random.default_rng(1).random(RINGS * LAYERS)

    def step():
        nonlocal state
        state = factors.solve(state)

    report("SciPy splu, factored once", best(step, 10), "backward Euler, first order")


def fipy_step():
    import fipy

    mesh = fipy.CylindricalGrid2D(nr=RINGS, nz=LAYERS, Lr=RADIUS, Lz=DEPTH)
    state = fipy.CellVariable(mesh=mesh, hasOld=True, value=np.random.default_rng(1).random(RINGS * LAYERS))
    equation = fipy.TransientTerm() == fipy.DiffusionTerm(coeff=D)
    solver = fipy.LinearLUSolver()

    def step():
        state.updateOld()
        equation.solve(var=state, dt=STEP, solver=solver)

    report(f"FiPy {fipy.__version__}, LU", best(step, 3), "backward Euler, first order")


def pypde_step():
    import pde

    grid = pde.CylindricalSymGrid(RADIUS, (0, DEPTH), (RINGS, LAYERS))
    state = pde.ScalarField(grid, np.random.default_rng(1).random((RINGS, LAYERS)))
    laplace = grid.make_operator("laplace", bc="auto_periodic_neumann", backend="numba")
    data, limit = state.data.copy(), (RADIUS / RINGS) ** 2 / (8 * D)

    def step():
        nonlocal data
        data = data + limit * D * laplace(data)

    report(f"py-pde {pde.__version__}, numba", best(step, 200), f"explicit, stable to {limit:.1e} day only")


if __name__ == "__main__":
    for peer in (scipy_step, fipy_step, pypde_step):
        try:
            peer()
        except Exception as error:  # a peer that is missing or has changed should not hide the others
            print(f"{peer.__name__}: {type(error).__name__}: {error}", flush=True)
