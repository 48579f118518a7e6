"""Times one step of diffusion with what can be installed from PyPI. The bench `diffusion` calls it; by itself:

    python -m venv peers && peers/bin/pip install fipy py-pde numba scipy
    peers/bin/python benches/python/diffusion_peers.py cylinder 64 256
    peers/bin/python benches/python/diffusion_peers.py block 200 200 150

Each line is processor time per step of one thread, best of five batches. The cylinder has radius 0.36 mm and depth 1.5 mm,
the block voxels of 0.02 mm; D = 0.3 mm2/day, steps of 0.01 day where the method allows it. With `--tabs` first, lines are
name, seconds and order, separated by tabs; what is missing goes to standard error.
"""

import os
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import time

import numpy as np

RADIUS, DEPTH, VOXEL, D, STEP = 0.36, 1.5, 0.02, 0.3, 0.01


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


def scipy_splu(rings, layers):
    import scipy.sparse as sp
    import scipy.sparse.linalg as la

    dr, dz = RADIUS / rings, DEPTH / layers
    faces = dr * np.arange(rings + 1)
    volume = 0.5 * (faces[1:] ** 2 - faces[:-1] ** 2)
    conductance = faces[1:-1] * D / dr
    radial = sp.diags([-np.r_[conductance, 0] - np.r_[0, conductance], conductance, conductance], [0, 1, -1])
    radial = sp.diags(1 / volume) @ radial
    axial = sp.diags([np.r_[-1, np.full(layers - 2, -2), -1], np.ones(layers - 1), np.ones(layers - 1)], [0, 1, -1])
    operator = sp.kron(sp.eye(layers), radial) + sp.kron(axial * (D / dz**2), sp.eye(rings))
    factors = la.splu(sp.csc_matrix(sp.eye(rings * layers) - STEP * operator))
    state = np.random.default_rng(1).random(rings * layers)

    def step():
        nonlocal state
        state = factors.solve(state)

    return "SciPy splu, factored once", best(step, 10), 1


def fipy_lu(rings, layers):
    import fipy

    mesh = fipy.CylindricalGrid2D(nr=rings, nz=layers, Lr=RADIUS, Lz=DEPTH)
    state = fipy.CellVariable(mesh=mesh, hasOld=True, value=np.random.default_rng(1).random(rings * layers))
    equation = fipy.TransientTerm() == fipy.DiffusionTerm(coeff=D)
    solver = fipy.LinearLUSolver()

    def step():
        state.updateOld()
        equation.solve(var=state, dt=STEP, solver=solver)

    return f"FiPy {fipy.__version__}, LU", best(step, 3), 1


def pypde_explicit(rings, layers):
    import pde

    grid = pde.CylindricalSymGrid(RADIUS, (0, DEPTH), (rings, layers))
    state = pde.ScalarField(grid, np.random.default_rng(1).random((rings, layers)))
    laplace = grid.make_operator("laplace", bc="auto_periodic_neumann", backend="numba")
    data, limit = state.data.copy(), (RADIUS / rings) ** 2 / (8 * D)

    def step():
        nonlocal data
        data = data + limit * D * laplace(data)

    return f"py-pde {pde.__version__}, explicit at 1/{STEP / limit:.0f} of the step", best(step, 200), 1


def scipy_banded(*size):
    """First-order splitting: one banded system per direction, all lines as its right-hand sides."""
    from scipy.linalg import solve_banded

    ratio = STEP * D / VOXEL**2
    bands = []
    for n in size:
        diagonal = np.full(n, 1 + 2 * ratio)
        diagonal[[0, -1]] = 1 + ratio
        bands.append(np.array([np.full(n, -ratio), diagonal, np.full(n, -ratio)]))
    state = np.random.default_rng(1).random(size)

    def step():
        nonlocal state
        for axis, band in enumerate(bands):
            lines = np.moveaxis(state, axis, 0)
            solved = solve_banded((1, 1), band, lines.reshape(lines.shape[0], -1), check_finite=False)
            state = np.moveaxis(solved.reshape(lines.shape), 0, axis)

    return "SciPy solve_banded by directions", best(step, 1), 1


def pypde_block(*size):
    import pde

    grid = pde.CartesianGrid([(0, VOXEL * n) for n in size], size)
    laplace = grid.make_operator("laplace", bc="auto_periodic_neumann", backend="numba")
    data, limit = np.random.default_rng(1).random(size), VOXEL**2 / (8 * D)

    def step():
        nonlocal data
        data = data + limit * D * laplace(data)

    return f"py-pde {pde.__version__}, explicit at 1/{STEP / limit:.0f} of the step", best(step, 1), 1


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--tabs"]
    problem, size = arguments[0], [int(n) for n in arguments[1:]]
    for peer in {"cylinder": (scipy_splu, fipy_lu, pypde_explicit), "block": (scipy_banded, pypde_block)}[problem]:
        try:
            name, seconds, order = peer(*size)
        except Exception as error:  # a peer that is missing or has changed should not hide the others
            print(f"left out: {peer.__name__}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            continue
        if "--tabs" in sys.argv:
            print(f"{name}\t{seconds}\t{order}", flush=True)
        else:
            rate = np.prod(size) / seconds * 1e-6
            print(f"{name:44} {seconds * 1e6:12.1f} us/step  {rate:8.2f} M cells/s", flush=True)
