//! What can be installed from PyPI instead.

use super::Row;
use std::process::Command;

/// An interpreter that may have the peers; `NEEDLEWORK_PYTHON` names it.
pub(super) struct Python(String);

impl Python {
    pub(super) fn find() -> Self {
        Self(std::env::var("NEEDLEWORK_PYTHON").unwrap_or_else(|_| "python3".into()))
    }

    /// Steps in a block.
    pub(super) fn block(&self, size: [usize; 3]) -> Vec<Row> {
        self.run("block", &size)
    }

    /// Steps in a cylinder.
    pub(super) fn cylinder(&self, size: [usize; 2]) -> Vec<Row> {
        self.run("cylinder", &size)
    }

    /// Each line that the script prints on standard output is a peer: name, seconds per step, order, separated by tabs.
    /// What is missing it tells on standard error, which is passed on.
    fn run(&self, problem: &str, size: &[usize]) -> Vec<Row> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/python/diffusion_peers.py");
        let sizes = size.iter().map(ToString::to_string);
        let output = match Command::new(&self.0).args([script, "--tabs", problem]).args(sizes).output() {
            Ok(output) if output.status.success() => output,
            _ => {
                println!(
                    "left out: {} cannot run the peers; pip install fipy py-pde numba scipy, and name the interpreter \
                     in NEEDLEWORK_PYTHON",
                    self.0
                );
                return Vec::new();
            }
        };
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        let cells = size.iter().product::<usize>() as f64;
        let row = |line: &str| {
            let mut parts = line.split('\t');
            let (solver, seconds, order) = (parts.next()?, parts.next()?.parse::<f64>().ok()?, parts.next()?);
            let solver = format!("{solver}, {:.0} µs/step", seconds * 1e6);
            Some(Row { solver, updates: cells / seconds, order: order.parse().ok()?, cost: None, single: false })
        };
        String::from_utf8_lossy(&output.stdout).lines().filter_map(row).collect()
    }
}
