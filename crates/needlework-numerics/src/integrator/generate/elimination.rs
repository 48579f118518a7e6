//! Sparse Gaussian elimination without pivoting, planned once and printed as straight-line code.
//!
//! The matrices are `s − J` with a large positive shift `s` against the growth rates in `J`, so that the diagonal can be
//! eliminated in any order; the integrator watches the pivots. The order is chosen greedily: least fill-in first, then
//! the fewest operations (Markowitz), then the lowest number.

use crate::number::Symbol;
use std::collections::BTreeMap;

pub(super) struct Elimination {
    size: usize,
    /// States in the order in which they are eliminated.
    order: Vec<usize>,
    /// Row and column of each stored entry.
    pub(super) entries: Vec<(usize, usize)>,
    /// The place of each stored entry, and whether the Jacobian itself has it.
    places: BTreeMap<(usize, usize), (usize, bool)>,
}

impl Elimination {
    pub(super) fn plan(jacobian: &[Vec<Symbol>]) -> Self {
        let size = jacobian.len();
        let own = |i: usize, j: usize| i == j || !jacobian[i][j].is_zero();
        let mut filled: Vec<Vec<bool>> = (0..size).map(|i| (0..size).map(|j| own(i, j)).collect()).collect();
        let mut left: Vec<usize> = (0..size).collect();
        let (mut order, mut entries) = (Vec::new(), Vec::new());
        while !left.is_empty() {
            let cost = |k: usize| {
                let rows: Vec<usize> = left.iter().copied().filter(|&i| i != k && filled[i][k]).collect();
                let columns: Vec<usize> = left.iter().copied().filter(|&j| j != k && filled[k][j]).collect();
                let fill = rows.iter().flat_map(|&i| columns.iter().map(move |&j| (i, j)));
                (fill.filter(|&(i, j)| !filled[i][j]).count(), rows.len() * columns.len(), k)
            };
            let Some(k) = left.iter().copied().min_by_key(|&k| cost(k)) else { break };
            left.retain(|&other| other != k);
            entries.push((k, k));
            entries.extend(left.iter().filter(|&&j| filled[k][j]).map(|&j| (k, j)));
            entries.extend(left.iter().filter(|&&i| filled[i][k]).map(|&i| (i, k)));
            for &i in &left {
                for &j in &left {
                    if filled[i][k] && filled[k][j] {
                        filled[i][j] = true;
                    }
                }
            }
            order.push(k);
        }
        let places = entries.iter().enumerate().map(|(place, &(i, j))| ((i, j), (place, own(i, j)))).collect();
        Self { size, order, entries, places }
    }

    fn place(&self, i: usize, j: usize) -> Option<usize> {
        self.places.get(&(i, j)).map(|&(place, _)| place)
    }

    /// The place of each diagonal entry.
    pub(super) fn diagonal(&self) -> Vec<usize> {
        (0..self.size).filter_map(|k| self.place(k, k)).collect()
    }

    /// Lines that compute the reciprocal pivots, the negative multipliers below the diagonal and the negative scaled rows
    /// above it, so that [`Self::solve`] only multiplies and adds. `entry` appends what is needed for an entry of `−J` and
    /// gives its text; it is asked as late as possible, so that few values are alive at a time.
    pub(super) fn factor(&self, lines: &mut Vec<String>, mut entry: impl FnMut(&mut Vec<String>, usize) -> String) {
        // The present value of each entry that has been touched.
        let mut now: BTreeMap<usize, String> = BTreeMap::new();
        let mut value = |lines: &mut Vec<String>, now: &BTreeMap<usize, String>, place: usize| -> Option<String> {
            if let Some(text) = now.get(&place) {
                return Some(text.clone());
            }
            let (i, j) = self.entries[place];
            let (_, own) = *self.places.get(&(i, j))?;
            if !own {
                return None;
            }
            let text = entry(lines, place);
            Some(if i == j { format!("shift + {text}") } else { text })
        };
        for (step, &k) in self.order.iter().enumerate() {
            let later = &self.order[step + 1..];
            let Some(pivot) = self.place(k, k) else { continue };
            let text = value(lines, &now, pivot).unwrap_or_default();
            lines.push(format!("let d{k} = R::recip({text});"));
            lines.push(format!("m[{pivot}] = d{k};"));
            lines.push(format!("let n{k} = -d{k};"));
            for &j in later {
                let Some(right) = self.place(k, j) else { continue };
                let text = value(lines, &now, right).unwrap_or_default();
                lines.push(format!("let u{right} = {text};"));
                lines.push(format!("m[{right}] = u{right} * n{k};"));
            }
            for &i in later {
                let Some(below) = self.place(i, k) else { continue };
                let text = value(lines, &now, below).unwrap_or_default();
                lines.push(format!("let l{below} = n{k} * ({text});"));
                lines.push(format!("m[{below}] = l{below};"));
                for &j in later {
                    let (Some(right), Some(target)) = (self.place(k, j), self.place(i, j)) else { continue };
                    let text = match value(lines, &now, target) {
                        None => format!("l{below} * u{right}"),
                        Some(present) => format!("R::mul_add(l{below}, u{right}, {present})"),
                    };
                    let name = format!("a{target}_{k}");
                    lines.push(format!("let {name} = {text};"));
                    now.insert(target, name);
                }
            }
        }
    }

    /// Lines that solve in place with the factors of [`Self::factor`].
    pub(super) fn solve(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut now: Vec<String> = (0..self.size).map(|k| format!("b[{k}]")).collect();
        for (step, &i) in self.order.iter().enumerate() {
            let mut text = now[i].clone();
            for &k in &self.order[..step] {
                if let Some(place) = self.place(i, k) {
                    text = format!("R::mul_add(m[{place}], {}, {text})", now[k]);
                }
            }
            lines.push(format!("let y{i} = {text};"));
            now[i] = format!("y{i}");
        }
        for (step, &k) in self.order.iter().enumerate().rev() {
            let pivot = self.place(k, k).unwrap_or_default();
            let mut text = format!("y{k} * m[{pivot}]");
            for &j in self.order[step + 1..].iter().rev() {
                if let Some(place) = self.place(k, j) {
                    text = format!("R::mul_add(m[{place}], x{j}, {text})");
                }
            }
            lines.push(format!("let x{k} = {text};"));
            lines.push(format!("b[{k}] = x{k};"));
        }
        lines
    }
}
