//! Block-tridiagonal systems with three unknowns per depth: what sits in the tissue, in the channels, and in the pores of
//! intact skin.

/// Unknowns at one depth.
pub(crate) const MEMBERS: usize = 3;
/// What the tissue holds.
pub(crate) const TISSUE: usize = 0;
/// What open channels hold.
pub(crate) const CHANNEL: usize = 1;
/// What the water-filled pores of intact skin hold.
pub(crate) const PORE: usize = 2;

/// The unknowns of one depth: tissue, channels, pores of intact skin.
pub type Cell = [f64; MEMBERS];

/// A block of the operator, row first.
pub(crate) type Block = [[f64; MEMBERS]; MEMBERS];

pub(crate) const EMPTY: Cell = [0.0; MEMBERS];
const ZERO: Block = [EMPTY; MEMBERS];

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
    pub(crate) source: Vec<Cell>,
}

impl Operator {
    /// Clears the operator and gives it `count` blocks.
    pub(crate) fn reset(&mut self, count: usize) {
        for part in [&mut self.lower, &mut self.diagonal, &mut self.upper] {
            part.clear();
            part.resize(count, ZERO);
        }
        self.source.clear();
        self.source.resize(count, EMPTY);
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
    pub(crate) fn apply(&self, m: &[Cell], out: &mut [Cell]) {
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

fn accumulate(sum: &mut Cell, block: &Block, x: Cell) {
    for (s, row) in sum.iter_mut().zip(block) {
        *s += row[0] * x[0] + row[1] * x[1] + row[2] * x[2];
    }
}

fn multiply(a: &Block, b: &Block) -> Block {
    let mut c = ZERO;
    for (row, out) in a.iter().zip(&mut c) {
        for (j, o) in out.iter_mut().enumerate() {
            *o = row[0] * b[0][j] + row[1] * b[1][j] + row[2] * b[2][j];
        }
    }
    c
}

fn inverse(a: &Block) -> Block {
    // The matrices met here are diagonally dominant by columns with a positive diagonal, so the determinant is positive.
    let minor = |r: usize, c: usize| {
        let (r1, r2) = ((r + 1) % 3, (r + 2) % 3);
        let (c1, c2) = ((c + 1) % 3, (c + 2) % 3);
        a[r1][c1] * a[r2][c2] - a[r1][c2] * a[r2][c1]
    };
    let first = [minor(0, 0), minor(0, 1), minor(0, 2)];
    let reciprocal = 1.0 / (a[0][0] * first[0] + a[0][1] * first[1] + a[0][2] * first[2]);
    let mut out = ZERO;
    for (i, row) in out.iter_mut().enumerate() {
        for (j, o) in row.iter_mut().enumerate() {
            *o = minor(j, i) * reciprocal;
        }
    }
    out
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
            for (r, row) in d.iter_mut().enumerate() {
                row[r] += shift;
            }
            let l = scaled(&operator.lower[i], -h);
            if i > 0 {
                let fill = multiply(&l, &previous);
                for (row, fill) in d.iter_mut().zip(&fill) {
                    for (x, f) in row.iter_mut().zip(fill) {
                        *x -= f;
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
    pub(crate) fn solve(&self, x: &mut [Cell]) {
        let n = x.len();
        let mut above = EMPTY;
        for (i, here) in x.iter_mut().enumerate() {
            let mut rhs = *here;
            if i > 0 {
                subtract(&mut rhs, &self.lower[i], above);
            }
            *here = EMPTY;
            accumulate(here, &self.inverse[i], rhs);
            above = *here;
        }
        for i in (0..n.saturating_sub(1)).rev() {
            let below = x[i + 1];
            subtract(&mut x[i], &self.upper[i], below);
        }
    }
}

fn subtract(sum: &mut Cell, block: &Block, x: Cell) {
    for (s, row) in sum.iter_mut().zip(block) {
        *s -= row[0] * x[0] + row[1] * x[1] + row[2] * x[2];
    }
}

fn scaled(block: &Block, factor: f64) -> Block {
    block.map(|row| row.map(|x| x * factor))
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
            a.exchange((i, 2), (i + 1, 0), 0.3, 0.7);
            a.exchange((i, 2), (i + 1, 2), 0.9, 0.1);
        }
        a.lose((3, 0), 0.4);
        a.exchange((2, 0), (2, 1), 0.1, 0.2);
        let x: Vec<Cell> = (0..4).map(|i| [1.0 + f64::from(i), 3.0 - f64::from(i), 0.5 * f64::from(i)]).collect();
        let mut ax = vec![EMPTY; 4];
        a.apply(&x, &mut ax);
        let h = 0.8;
        let less = |x: &Cell, a: &Cell| core::array::from_fn(|k| x[k] - h * a[k]);
        let mut rhs: Vec<Cell> = x.iter().zip(&ax).map(|(x, a)| less(x, a)).collect();
        let mut f = Factors::default();
        f.factor(&a, 1.0, h);
        f.solve(&mut rhs);
        for (got, want) in rhs.iter().flatten().zip(x.iter().flatten()) {
            assert!((got - want).abs() < 1e-13, "{got} {want}");
        }
    }

    #[test]
    fn exchange_conserves_amount() {
        let mut a = Operator::default();
        a.reset(2);
        a.exchange((0, 0), (1, 1), 3.0, 5.0);
        let mut out = vec![EMPTY; 2];
        a.apply(&[[2.0, 1.0, 6.0], [7.0, 4.0, 8.0]], &mut out);
        let total: f64 = out.iter().flatten().sum();
        assert_eq!(total, 0.0);
        assert_eq!(out[1][1], 3.0 * 2.0 - 5.0 * 4.0);
    }
}
