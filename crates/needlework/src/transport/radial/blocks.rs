//! A block-tridiagonal operator with dense blocks of any size: one block per depth, one unknown per ring.

/// `dm/dt = A m`; blocks are row by row.
#[derive(Debug, Clone)]
pub(super) struct Operator {
    size: usize,
    lower: Vec<Vec<f64>>,
    diagonal: Vec<Vec<f64>>,
    upper: Vec<Vec<f64>>,
}

/// An unknown: its block and its place in it.
pub(super) type At = (usize, usize);

impl Operator {
    pub fn new(blocks: usize, size: usize) -> Self {
        let zero = || vec![vec![0.0; size * size]; blocks];
        Self { size, lower: zero(), diagonal: zero(), upper: zero() }
    }

    pub fn clear(&mut self) {
        for part in [&mut self.lower, &mut self.diagonal, &mut self.upper] {
            for block in part {
                block.fill(0.0);
            }
        }
    }

    /// Moves amount between two unknowns at most one block apart: the flux is `forward · m_from − backward · m_to`.
    pub fn exchange(&mut self, from: At, to: At, forward: f64, backward: f64) {
        self.add(from, from, -forward);
        self.add(from, to, backward);
        self.add(to, from, forward);
        self.add(to, to, -backward);
    }

    /// Loss of an unknown out of the system at `rate`.
    pub fn lose(&mut self, at: At, rate: f64) {
        self.add(at, at, -rate);
    }

    fn add(&mut self, row: At, column: At, value: f64) {
        let part = match column.0.cmp(&row.0) {
            core::cmp::Ordering::Less => &mut self.lower,
            core::cmp::Ordering::Equal => &mut self.diagonal,
            core::cmp::Ordering::Greater => &mut self.upper,
        };
        debug_assert!(row.0.abs_diff(column.0) <= 1);
        part[row.0][row.1 * self.size + column.1] += value;
    }

    /// `out = A m`.
    pub fn apply(&self, m: &[f64], out: &mut [f64]) {
        let size = self.size;
        let last = self.diagonal.len().saturating_sub(1);
        for (block, out) in out.chunks_exact_mut(size).enumerate() {
            out.fill(0.0);
            accumulate(out, &self.diagonal[block], &m[block * size..(block + 1) * size]);
            if block > 0 {
                accumulate(out, &self.lower[block], &m[(block - 1) * size..block * size]);
            }
            if block < last {
                accumulate(out, &self.upper[block], &m[(block + 1) * size..(block + 2) * size]);
            }
        }
    }

    /// Solves `(I − h A) x = x` in place by block elimination without pivoting, stable because columns dominate.
    pub fn solve(&self, h: f64, x: &mut [f64]) {
        let (size, blocks) = (self.size, self.diagonal.len());
        let mut kept: Vec<Vec<f64>> = Vec::with_capacity(blocks);
        for block in 0..blocks {
            let mut pivot: Vec<f64> = self.diagonal[block].iter().map(|a| -h * a).collect();
            for k in 0..size {
                pivot[k * size + k] += 1.0;
            }
            if block > 0 {
                let above = kept.last().map_or(&[][..], |kept| kept.as_slice());
                let (done, rest) = x.split_at_mut(block * size);
                let (previous, here) = (&done[(block - 1) * size..], &mut rest[..size]);
                for i in 0..size {
                    for j in 0..size {
                        let factor = -h * self.lower[block][i * size + j];
                        if factor == 0.0 {
                            continue;
                        }
                        for k in 0..size {
                            pivot[i * size + k] -= factor * above[j * size + k];
                        }
                        here[i] -= factor * previous[j];
                    }
                }
            }
            let inverse = inverse(pivot, size);
            let here = &mut x[block * size..(block + 1) * size];
            let rhs = here.to_vec();
            here.fill(0.0);
            accumulate(here, &inverse, &rhs);
            // inverse · (−h upper), dense.
            let mut next = vec![0.0; size * size];
            for i in 0..size {
                for j in 0..size {
                    let factor = -h * inverse[i * size + j];
                    for k in 0..size {
                        next[i * size + k] += factor * self.upper[block][j * size + k];
                    }
                }
            }
            kept.push(next);
        }
        for block in (0..blocks.saturating_sub(1)).rev() {
            let (here, below) = x.split_at_mut((block + 1) * size);
            let here = &mut here[block * size..];
            for i in 0..size {
                for j in 0..size {
                    here[i] -= kept[block][i * size + j] * below[j];
                }
            }
        }
    }
}

fn accumulate(out: &mut [f64], block: &[f64], x: &[f64]) {
    for (out, row) in out.iter_mut().zip(block.chunks_exact(x.len())) {
        *out += row.iter().zip(x).map(|(a, x)| a * x).sum::<f64>();
    }
}

/// Inverse by Gauss and Jordan without pivoting.
fn inverse(mut a: Vec<f64>, size: usize) -> Vec<f64> {
    let mut out = vec![0.0; size * size];
    for k in 0..size {
        out[k * size + k] = 1.0;
    }
    for k in 0..size {
        let pivot = 1.0 / a[k * size + k];
        for j in 0..size {
            a[k * size + j] *= pivot;
            out[k * size + j] *= pivot;
        }
        for i in (0..size).filter(|i| *i != k) {
            let factor = a[i * size + k];
            if factor == 0.0 {
                continue;
            }
            for j in 0..size {
                a[i * size + j] -= factor * a[k * size + j];
                out[i * size + j] -= factor * out[k * size + j];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_solution_satisfies_the_equations() {
        let mut a = Operator::new(4, 3);
        for block in 0..3 {
            for k in 0..3 {
                a.exchange((block, k), (block + 1, (k + 1) % 3), 1.0 + k as f64, 0.5 + block as f64);
            }
            a.exchange((block, 0), (block, 2), 2.0, 0.3);
        }
        a.lose((3, 1), 0.7);
        let x: Vec<f64> = (0..12).map(|i| 1.0 + f64::from(i % 5)).collect();
        let mut ax = vec![0.0; 12];
        a.apply(&x, &mut ax);
        let mut rhs: Vec<f64> = x.iter().zip(&ax).map(|(x, a)| x - 0.4 * a).collect();
        a.solve(0.4, &mut rhs);
        for (got, want) in rhs.iter().zip(&x) {
            assert!((got - want).abs() < 1e-12, "{got} {want}");
        }
    }
}
