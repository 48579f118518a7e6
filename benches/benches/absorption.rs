//! Absorption of every active of the library through needled skin, and half a year of daily care.
//!
//! `cargo bench -p needlework-benches --bench absorption`

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use needlework::skin::Layers;
use needlework::transport::absorb::{Product, Request, Use, absorb};
use needlework::transport::active::Active;
use needlework::transport::column::Needling;
use needlework::transport::pore::ChannelField;

const FACE: Layers = Layers {
    stratum_corneum: 0.017,
    viable_epidermis: 0.075,
    papillary_dermis: 0.2,
    reticular_dermis: 1.3,
    hypodermis: 4.0,
};
const ROLLER: Needling = Needling {
    channels: ChannelField { density: 2.4, mouth_diameter: 0.07, depth: 0.5, taper: 0.5 },
    at: 0.0,
    needle_length: 1.0,
    slowdown: 1.0,
    bleeding: 1.0,
};

fn actives() -> Vec<Active> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../library/actives");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("library/actives").map(|file| file.expect("an entry").path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| toml::from_str(&std::fs::read_to_string(path).expect("readable")).expect("an active"))
        .collect()
}

/// The shortest of three wall times [s]; the draws of a band run on all cores.
fn shortest(request: &Request<'_>) -> f64 {
    (0..3)
        .map(|_| {
            let start = Instant::now();
            black_box(absorb(request).expect("absorbed"));
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

fn main() {
    let actives = actives();
    println!("active                        one use with band    one use, central");
    for active in &actives {
        let mut request = Request::new(active, FACE);
        request.needling = Some(ROLLER);
        let banded = shortest(&request);
        request.draws = 0;
        println!("{:28} {banded:16.3} s {:16.3} s", active.id, shortest(&request));
    }
    let active = actives.iter().find(|active| active.id == "tranexamic-acid").expect("in the library");
    let mut request = Request::new(active, FACE);
    request.needling = Some(ROLLER);
    request.draws = 0;
    request.duration = 180.0;
    request.product = Product { strength: 3.0, ph: 6.5, amount: 2.0, covered: false };
    request.uses = (0..180).map(|day| Use { from: f64::from(day) + 0.1, until: f64::from(day) + 0.6 }).collect();
    println!("180 daily uses after needling, central: {:.2} s", shortest(&request));
}
