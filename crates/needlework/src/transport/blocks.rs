//! Block-tridiagonal systems with two unknowns per depth: what sits in the tissue and what sits in the pores.

/// A pair of unknowns: tissue first, pores second.
pub type Pair = [f64; 2];

/// A 2 × 2 block, row first.
pub type Block = [[f64; 2]; 2];

const ZERO: Block = [[0.0; 2]; 2];

/// The linear operator of `dm/dt = A m + b`, `A` block tridiagonal.
#[derive(Debug, Clone, Default)]
pub struct Operator {
    /// Effect of the block above on each block [1/day].
    pub(crate) lower: Vec<Block>,
    /// Effect of each block on itself [1/day].
    pub(crate) diagonal: Vec<Block>,
    /// Effect of the block below on each block [1/day].
    pub(crate) upper: Vec<Block>,
    /// Sources independent of the state [ng/mm²/day].
    pub(crate) source: Vec<Pair>,
}

impl Operator {
    /// Clears the operator and gives it `count` blocks.
    pub(crate) fn reset(&mut self, count: usize) {
        for part in [&mut self.lower, &mut self.diagonal, &mut self.upper] {
            part.clear();
            part.resize(count, ZERO);
        }
        self.source.clear();
        self.source.resize(count, [0.0; 2]);
    }

    /// Passive exchange of unknown `from` with unknown `to`, each `(block, member)`, at most one block apart:
    /// the flux is `forward · m_from − backward · m_to`.
    pub(crate) fn exchange(&mut self, from: (usize, usize), to: (usize, usize), forward: f64, backward: f64) {
        self.add(from, from, -forward);
        self.add(from, to, backward);
        self.add(to, from, forward);
        self.add(to, to, -backward);
    }

    /// Loss of an unknown out of the system at `rate`.
    pub(crate) fn lose(&mut self, at: (usize, usize), rate: f64) {
        self.add(at, at, -rate);
    }

    fn add(&mut self, row: (usize, usize), column: (usize, usize), value: f64) {
        let part = match column.0.cmp(&row.0) {
            core::cmp::Ordering::Less => &mut self.lower,
            core::cmp::Ordering::Equal => &mut self.diagonal,
            core::cmp::Ordering::Greater => &mut self.upper,
        };
        debug_assert!(row.0.abs_diff(column.0) <= 1);
        part[row.0][row.1][column.1] += value;
    }

    /// `out = A m + b`.
    pub(crate) fn apply(&self, m: &[Pair], out: &mut [Pair]) {
        let last = m.len().saturating_sub(1);
        for (i, o) in out.iter_mut().enumerate() {
            let mut sum = self.source[i];
            accumulate(&mut sum, &self.diagonal[i], m[i]);
            if i > 0 {
                accumulate(&mut sum, &self.lower[i], m[i - 1]);
            }
            if i < last {
                accumulate(&mut sum, &self.upper[i], m[i + 1]);
            }
            *o = sum;
        }
    }
}

fn accumulate(sum: &mut Pair, block: &Block, x: Pair) {
    sum[0] += block[0][0] * x[0] + block[0][1] * x[1];
    sum[1] += block[1][0] * x[0] + block[1][1] * x[1];
}

fn multiply(a: &Block, b: &Block) -> Block {
    let mut c = ZERO;
    for i in 0..2 {
        for j in 0..2 {
            c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
        }
    }
    c
}

fn inverse(a: &Block) -> Block {
    // The matrices met here are diagonally dominant by columns with a positive diagonal, so the determinant is positive.
    let r = 1.0 / (a[0][0] * a[1][1] - a[0][1] * a[1][0]);
    [[a[1][1] * r, -a[0][1] * r], [-a[1][0] * r, a[0][0] * r]]
}

/// Block Thomas factorisation of `σ I − h A` (`σ = 1` for a time step, `σ = 0`, `h = 1` for a steady state).
#[derive(Debug, Clone, Default)]
pub struct Factors {
    lower: Vec<Block>,
    inverse: Vec<Block>,
    upper: Vec<Block>,
}

impl Factors {
    /// Factors `shift · I − h A` without pivoting; stable because `A` is an M-matrix with the sign turned.
    pub(crate) fn factor(&mut self, operator: &Operator, shift: f64, h: f64) {
        let n = operator.diagonal.len();
        self.lower.clear();
        self.inverse.clear();
        self.upper.clear();
        let mut previous = ZERO;
        for i in 0..n {
            let mut d = scaled(&operator.diagonal[i], -h);
            d[0][0] += shift;
            d[1][1] += shift;
            let l = scaled(&operator.lower[i], -h);
            if i > 0 {
                let fill = multiply(&l, &previous);
                for r in 0..2 {
                    for c in 0..2 {
                        d[r][c] -= fill[r][c];
                    }
                }
            }
            let inv = inverse(&d);
            previous = multiply(&inv, &scaled(&operator.upper[i], -h));
            self.lower.push(l);
            self.inverse.push(inv);
            self.upper.push(previous);
        }
    }

    /// Solves in place.
    pub(crate) fn solve(&self, x: &mut [Pair]) {
        let n = x.len();
        let mut above = [0.0; 2];
        for (i, here) in x.iter_mut().enumerate() {
            let mut rhs = *here;
            if i > 0 {
                let l = &self.lower[i];
                rhs[0] -= l[0][0] * above[0] + l[0][1] * above[1];
                rhs[1] -= l[1][0] * above[0] + l[1][1] * above[1];
            }
            *here = [0.0; 2];
            accumulate(here, &self.inverse[i], rhs);
            above = *here;
        }
        for i in (0..n.saturating_sub(1)).rev() {
            let u = &self.upper[i];
            let below = x[i + 1];
            x[i][0] -= u[0][0] * below[0] + u[0][1] * below[1];
            x[i][1] -= u[1][0] * below[0] + u[1][1] * below[1];
        }
    }
}

fn scaled(block: &Block, factor: f64) -> Block {
    [[block[0][0] * factor, block[0][1] * factor], [block[1][0] * factor, block[1][1] * factor]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_invert_the_operator() {
        let mut a = Operator::default();
        a.reset(4);
        for i in 0..3 {
            a.exchange((i, 0), (i + 1, 0), 1.0 + i as f64, 0.5);
            a.exchange((i, 1), (i + 1, 1), 2.0, 0.25);
            a.exchange((i, 1), (i + 1, 0), 0.3, 0.7);
        }
        a.lose((3, 0), 0.4);
        a.exchange((2, 0), (2, 1), 0.1, 0.2);
        let x: Vec<Pair> = (0..4).map(|i| [1.0 + f64::from(i), 3.0 - f64::from(i)]).collect();
        let mut ax = vec![[0.0; 2]; 4];
        a.apply(&x, &mut ax);
        let h = 0.8;
        let mut rhs: Vec<Pair> = x.iter().zip(&ax).map(|(x, a)| [x[0] - h * a[0], x[1] - h * a[1]]).collect();
        let mut f = Factors::default();
        f.factor(&a, 1.0, h);
        f.solve(&mut rhs);
        for (got, want) in rhs.iter().zip(&x) {
            assert!((got[0] - want[0]).abs() < 1e-13 && (got[1] - want[1]).abs() < 1e-13);
        }
    }

    #[test]
    fn exchange_conserves_amount() {
        let mut a = Operator::default();
        a.reset(2);
        a.exchange((0, 0), (1, 1), 3.0, 5.0);
        let mut out = vec![[0.0; 2]; 2];
        a.apply(&[[2.0, 1.0], [7.0, 4.0]], &mut out);
        let total: f64 = out.iter().flatten().sum();
        assert_eq!(total, 0.0);
        assert_eq!(out[1][1], 3.0 * 2.0 - 5.0 * 4.0);
    }
}
