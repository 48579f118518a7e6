//! Zarr v3 by hand: metadata as JSON, one shard per day of zstd-compressed chunks, OME-NGFF 0.5 so that napari opens it.
//!
//! | array | axes | what |
//! |---|---|---|
//! | `0` | t c z y x | the picture: even voxels, species as channels |
//! | `cells` | t c z r | unit cell only: rings and layers as computed |
//! | `epidermis` | t c y x, or t c r | one value per column |
//! | `t`, `z_faces`, `r_faces` | | days and faces |

use super::crc32c::crc32c;
use super::disk::write_whole;
use super::grid::{FieldGrid, Image};
use super::{FieldPlan, Species};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Numbers in one compressed chunk at most; a layer of voxels is never divided.
const CHUNK: usize = 1 << 20;
/// Level of zstd: fast, and no larger than 3 % above level 9 on these fields.
const LEVEL: i32 = 3;
/// Micrometres in a millimetre.
const UM_PER_MM: f64 = 1000.0;

/// A group on disk.
#[derive(Debug)]
pub(super) struct ZarrGroup {
    path: PathBuf,
    image: Image,
    arrays: Vec<Sharded>,
}

/// An array with one shard per day: axes t, c, then those of the cells.
#[derive(Debug)]
struct Sharded {
    name: &'static str,
    what: What,
    species: Vec<Species>,
    /// Cells after t and c, the slowest first.
    shape: Vec<usize>,
    /// Slices of the slowest of them in one chunk.
    slices: usize,
}

/// Which numbers an array holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Picture,
    AsComputed,
}

impl Sharded {
    fn new(name: &'static str, what: What, species: Vec<Species>, shape: Vec<usize>) -> Self {
        let slice: usize = shape[1..].iter().product();
        let slices = (CHUNK / slice.max(1)).clamp(1, shape[0]);
        Self { name, what, species, shape, slices }
    }

    /// Chunks along the slowest axis of the cells.
    fn chunks(&self) -> usize {
        self.shape[0].div_ceil(self.slices)
    }

    fn metadata(&self, days: usize, axes: &[&str]) -> Value {
        let with = |first: [usize; 2], slowest: usize| {
            let mut shape = first.to_vec();
            shape.push(slowest);
            shape.extend(&self.shape[1..]);
            shape
        };
        let channels = self.species.len();
        let little = json!({ "name": "bytes", "configuration": { "endian": "little" } });
        json!({
            "zarr_format": 3,
            "node_type": "array",
            "shape": with([days, channels], self.shape[0]),
            "data_type": "float32",
            "chunk_grid": {
                "name": "regular",
                "configuration": { "chunk_shape": with([1, channels], self.chunks() * self.slices) },
            },
            "chunk_key_encoding": { "name": "default", "configuration": { "separator": "/" } },
            "fill_value": "NaN",
            "codecs": [{
                "name": "sharding_indexed",
                "configuration": {
                    "chunk_shape": with([1, 1], self.slices),
                    "codecs": [little, { "name": "zstd", "configuration": { "level": LEVEL, "checksum": false } }],
                    "index_codecs": [little, { "name": "crc32c" }],
                    "index_location": "end",
                },
            }],
            "attributes": { "species": names(&self.species), "units": units(&self.species) },
            "dimension_names": axes,
        })
    }

    /// Path of the shard of a day.
    fn shard(&self, group: &Path, day: usize) -> PathBuf {
        let mut path = group.join(self.name).join("c").join(day.to_string()).join("0");
        for _ in &self.shape {
            path.push("0");
        }
        path
    }

    /// Writes the shard of a day.
    fn write(
        &self,
        group: &Path,
        day: usize,
        image: &Image,
        read: &mut dyn FnMut(Species, &mut Vec<f32>),
    ) -> io::Result<()> {
        write_whole(&self.shard(group, day), |output| {
            let (mut values, mut chunk) = (Vec::new(), Vec::new());
            let mut index: Vec<u8> = Vec::new();
            let mut place = 0_u64;
            let slice: usize = self.shape[1..].iter().product();
            for &species in &self.species {
                read(species, &mut values);
                for first in (0..self.chunks()).map(|chunk| chunk * self.slices) {
                    chunk.clear();
                    let last = (first + self.slices).min(self.shape[0]);
                    match self.what {
                        What::Picture => (first..last).for_each(|layer| image.layer(layer, &values, &mut chunk)),
                        What::AsComputed => {
                            chunk.extend_from_slice(values.get(first * slice..last * slice).unwrap_or_default());
                        }
                    }
                    chunk.resize(self.slices * slice, f32::NAN);
                    let length = compress(&chunk, output)?;
                    index.extend(place.to_le_bytes());
                    index.extend(length.to_le_bytes());
                    place += length;
                }
            }
            output.write_all(&index)?;
            output.write_all(&crc32c(&index).to_le_bytes())
        })
    }
}

/// Writes numbers as one zstd frame; returns its length.
fn compress(numbers: &[f32], output: &mut BufWriter<File>) -> io::Result<u64> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let frame = zstd::bulk::compress(&bytes, LEVEL)?;
    output.write_all(&frame)?;
    Ok(frame.len() as u64)
}

impl ZarrGroup {
    pub(super) fn create(folder: &Path, plan: &FieldPlan) -> io::Result<Self> {
        let path = folder.join(format!("{}.zarr", plan.name));
        let image = plan.grid.image();
        let (dermal, epidermal) = (plan.dermal(), plan.epidermal());
        let mut arrays = Vec::new();
        if !dermal.is_empty() {
            arrays.push(Sharded::new("0", What::Picture, dermal.clone(), image.shape.to_vec()));
        }
        let layers = plan.grid.depth().len() - 1;
        match &plan.grid {
            FieldGrid::Cell { radius, .. } => {
                let rings = radius.len() - 1;
                if !dermal.is_empty() {
                    arrays.push(Sharded::new("cells", What::AsComputed, dermal, vec![layers, rings]));
                }
                if !epidermal.is_empty() {
                    arrays.push(Sharded::new("epidermis", What::AsComputed, epidermal, vec![rings]));
                }
            }
            FieldGrid::Block { x, y, .. } => {
                if !epidermal.is_empty() {
                    let shape = vec![y.len() - 1, x.len() - 1];
                    arrays.push(Sharded::new("epidermis", What::AsComputed, epidermal, shape));
                }
            }
        }
        let group = Self { path, image, arrays };
        group.describe(plan)?;
        Ok(group)
    }

    pub(super) fn write(
        &self,
        _plan: &FieldPlan,
        day: usize,
        read: &mut dyn FnMut(Species, &mut Vec<f32>),
    ) -> io::Result<()> {
        self.arrays.iter().try_for_each(|array| array.write(&self.path, day, &self.image, read))
    }

    pub(super) fn has(&self, day: usize) -> bool {
        self.arrays.iter().all(|array| array.shard(&self.path, day).is_file())
    }

    /// Everything but the days: metadata of the group and of its arrays, days and faces.
    fn describe(&self, plan: &FieldPlan) -> io::Result<()> {
        let mut known = Map::new();
        for array in &self.arrays {
            let axes: &[&str] = match (array.name, &plan.grid) {
                ("0", _) => &["t", "c", "z", "y", "x"],
                ("cells", _) => &["t", "c", "z", "r"],
                (_, FieldGrid::Cell { .. }) => &["t", "c", "r"],
                (_, FieldGrid::Block { .. }) => &["t", "c", "y", "x"],
            };
            known.insert(array.name.to_owned(), array.metadata(plan.days.len(), axes));
        }
        let mut plain = vec![("t", "t", plan.days.as_slice(), "day"), ("z_faces", "z_face", plan.grid.depth(), "mm")];
        if let FieldGrid::Cell { radius, .. } = &plan.grid {
            plain.push(("r_faces", "r_face", radius, "mm"));
        }
        for (name, axis, numbers, unit) in plain {
            known.insert(name.to_owned(), plain_metadata(numbers.len(), axis, unit));
            write_whole(&self.path.join(name).join("c").join("0"), |output| {
                numbers.iter().try_for_each(|number| output.write_all(&number.to_le_bytes()))
            })?;
        }
        for (name, metadata) in &known {
            write_json(&self.path.join(name).join("zarr.json"), metadata)?;
        }
        let group = json!({
            "zarr_format": 3,
            "node_type": "group",
            "attributes": self.attributes(plan),
            "consolidated_metadata": { "kind": "inline", "must_understand": false, "metadata": known },
        });
        write_json(&self.path.join("zarr.json"), &group)
    }

    fn attributes(&self, plan: &FieldPlan) -> Value {
        let dermal = plan.dermal();
        let mut attributes = json!({
            "needlework": {
                "title": plan.title,
                "tier": match plan.grid { FieldGrid::Cell { .. } => "unit-cell", FieldGrid::Block { .. } => "patch" },
                "days": plan.days,
                "depth": "z grows downwards from the surface of the skin",
                "picture": match plan.grid {
                    FieldGrid::Cell { .. } => "a cut through the axis of the channel; the cells as computed are in 'cells'",
                    FieldGrid::Block { .. } => "the block as computed",
                },
            },
        });
        if dermal.is_empty() {
            return attributes;
        }
        let (scale, translation) = self.places(plan);
        let mut time = json!({ "name": "t", "type": "time" });
        if even_days(&plan.days).is_some() {
            time["unit"] = json!("day");
        }
        let space = |name: &str| json!({ "name": name, "type": "space", "unit": "micrometer" });
        let channels: Vec<Value> = dermal
            .iter()
            .enumerate()
            .map(|(place, species)| {
                let rest = plan.rest_of(*species);
                let end = if rest > 0.0 { 2.5 * rest } else { 1.0 };
                json!({
                    "label": format!("{} [{}]", species.info().name, species.info().unit),
                    "color": COLOURS[place % COLOURS.len()],
                    "window": { "start": 0.0, "end": end, "min": 0.0, "max": 4.0 * end },
                    "active": place < 3,
                })
            })
            .collect();
        attributes["ome"] = json!({
            "version": "0.5",
            "multiscales": [{
                "name": plan.title,
                "axes": [time, { "name": "c", "type": "channel" }, space("z"), space("y"), space("x")],
                "datasets": [{
                    "path": "0",
                    "coordinateTransformations": [
                        { "type": "scale", "scale": scale },
                        { "type": "translation", "translation": translation },
                    ],
                }],
            }],
            "omero": { "name": plan.title, "channels": channels, "rdefs": { "model": "color" } },
        });
        attributes
    }

    /// Scale and translation of t, c, z, y, x; days that are not even count as 0, 1, 2.
    fn places(&self, plan: &FieldPlan) -> ([f64; 5], [f64; 5]) {
        let (step, first) = match even_days(&plan.days) {
            Some(step) => (step, plan.days[0]),
            None => (1.0, 0.0),
        };
        let [dz, dy, dx] = self.image.spacing.map(micrometres);
        let [z, y, x] = self.image.origin.map(micrometres);
        ([step, 1.0, dz, dy, dx], [first, 0.0, z, y, x])
    }
}

/// Okabe and Ito's colours, which colour-blind people tell apart, from the one that shows matrix best.
const COLOURS: [&str; 7] = ["56B4E9", "D55E00", "F0E442", "009E73", "CC79A7", "E69F00", "0072B2"];

/// Micrometres, to a thousandth, so that no digits of rounding are stored.
fn micrometres(length: f64) -> f64 {
    (length * UM_PER_MM * 1000.0).round() / 1000.0
}

/// The distance of days that are evenly spaced.
fn even_days(days: &[f64]) -> Option<f64> {
    let step = days.get(1)? - days.first()?;
    days.windows(2).all(|pair| (pair[1] - pair[0] - step).abs() < 1e-9).then_some(step)
}

fn names(species: &[Species]) -> Vec<&'static str> {
    species.iter().map(|species| species.info().name).collect()
}

fn units(species: &[Species]) -> Vec<&'static str> {
    species.iter().map(|species| species.info().unit).collect()
}

/// An array of 64-bit numbers in one chunk.
fn plain_metadata(length: usize, axis: &str, unit: &str) -> Value {
    json!({
        "zarr_format": 3,
        "node_type": "array",
        "shape": [length],
        "data_type": "float64",
        "chunk_grid": { "name": "regular", "configuration": { "chunk_shape": [length.max(1)] } },
        "chunk_key_encoding": { "name": "default", "configuration": { "separator": "/" } },
        "fill_value": "NaN",
        "codecs": [{ "name": "bytes", "configuration": { "endian": "little" } }],
        "attributes": { "units": unit },
        "dimension_names": [axis],
    })
}

fn write_json(path: &Path, value: &Value) -> io::Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    write_whole(path, |output| output.write_all(text.as_bytes()))
}
