//! The baseline: diffusion and decay by locally one-dimensional backward Euler, as BioFVM publishes it
//! (Ghaffarizadeh, Friedman and Macklin, Bioinformatics 32, 2016), in the data layout of that code: one small vector of
//! substrate densities per voxel, the Thomas algorithm along x, then y, then z, with precomputed denominators.
//!
//! Written from the published description, to be what that method costs in plain compiled code with one thread.

/// A cube of voxels, each with its own heap vector of densities.
pub struct LodBaseline {
    size: [usize; 3],
    densities: Vec<Vec<f64>>,
    /// Per direction and position along the line, per substrate: the denominator of the Thomas algorithm.
    denominators: [Vec<Vec<f64>>; 3],
    /// Per direction and position along the line, per substrate: the factor of the back substitution.
    factors: [Vec<Vec<f64>>; 3],
    coupling: Vec<f64>,
}

impl LodBaseline {
    /// Substrates that all have one diffusivity and decay rate, on voxels of edge `spacing`, stepped by `step`.
    pub fn new(
        size: [usize; 3],
        substrates: usize,
        spacing: f64,
        diffusivity: f64,
        decay: f64,
        step: f64,
        start: impl Fn(usize) -> f64,
    ) -> Self {
        let coupling = step * diffusivity / (spacing * spacing);
        let loss = decay * step / 3.0;
        let line = |n: usize| {
            let mut denominators = vec![0.0; n];
            let mut factors = vec![0.0; n];
            for i in 0..n {
                let neighbours = f64::from(u8::from(i > 0)) + f64::from(u8::from(i + 1 < n));
                let fill = if i > 0 { coupling * factors[i - 1] } else { 0.0 };
                denominators[i] = 1.0 + neighbours * coupling + loss - fill;
                factors[i] = coupling / denominators[i];
            }
            let each = |values: Vec<f64>| values.into_iter().map(|x| vec![x; substrates]).collect::<Vec<_>>();
            (each(denominators), each(factors))
        };
        let [x, y, z] = size.map(line);
        Self {
            size,
            densities: (0..size.iter().product()).map(|c| vec![start(c); substrates]).collect(),
            denominators: [x.0, y.0, z.0],
            factors: [x.1, y.1, z.1],
            coupling: vec![coupling; substrates],
        }
    }

    /// One step of all substrates.
    pub fn step(&mut self) {
        let [nx, ny, nz] = self.size;
        let strides = [1, nx, nx * ny];
        for axis in 0..3 {
            let (inner, outer) = [(1, 2), (0, 2), (0, 1)][axis];
            for b in 0..self.size[outer] {
                for a in 0..self.size[inner] {
                    self.solve(axis, a * strides[inner] + b * strides[outer], strides[axis]);
                }
            }
        }
        debug_assert_eq!(self.densities.len(), nx * ny * nz);
    }

    fn solve(&mut self, axis: usize, first: usize, stride: usize) {
        let (denominators, factors) = (&self.denominators[axis], &self.factors[axis]);
        let n = self.size[axis];
        divide(&mut self.densities[first], &denominators[0]);
        for (i, denominator) in denominators.iter().enumerate().skip(1) {
            let at = first + i * stride;
            let (before, here) = self.densities.split_at_mut(at);
            add_product(&mut here[0], &self.coupling, &before[at - stride]);
            divide(&mut here[0], denominator);
        }
        for i in (0..n - 1).rev() {
            let at = first + i * stride;
            let (before, after) = self.densities.split_at_mut(at + stride);
            add_product(&mut before[at], &factors[i], &after[0]);
        }
    }

    /// The first substrate of one voxel.
    pub fn density(&self, voxel: usize) -> f64 {
        self.densities[voxel][0]
    }
}

fn divide(values: &mut [f64], by: &[f64]) {
    for (value, by) in values.iter_mut().zip(by) {
        *value /= by;
    }
}

fn add_product(values: &mut [f64], factors: &[f64], others: &[f64]) {
    for ((value, factor), other) in values.iter_mut().zip(factors).zip(others) {
        *value += factor * other;
    }
}
