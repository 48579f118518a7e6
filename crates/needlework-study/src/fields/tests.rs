use super::*;
use std::sync::atomic::{AtomicU32, Ordering};

/// An empty directory, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("needlework-fields-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

fn plan(grid: FieldGrid) -> FieldPlan {
    FieldPlan {
        name: "cheek".to_owned(),
        title: "cheek, unit cell".to_owned(),
        grid,
        species: vec![Species::Collagen3, Species::Fibroblasts, Species::Melanin],
        untreated: vec![0.2, 4000.0, 1.0],
        days: vec![0.0, 1.0, 14.0],
    }
}

fn cell() -> FieldGrid {
    FieldGrid::Cell { radius: vec![0.0, 0.1, 0.2, 0.4], depth: vec![0.0, 0.1, 0.3, 0.7, 1.5] }
}

/// A number that says where it belongs.
fn value(species: Species, day: usize, cell: usize) -> f32 {
    (1000 * species.index() + 100 * day + cell) as f32
}

fn write(folder: &Path, plan: &FieldPlan) {
    let mut writer = FieldWriter::create(folder, plan.clone(), true, true).unwrap();
    for day in 0..plan.days.len() {
        writer
            .write(day, &mut |species, out| {
                let cells = if species.index() < DERMAL_COUNT { plan.grid.cells() } else { plan.grid.columns() };
                out.clear();
                out.extend((0..cells).map(|cell| value(species, day, cell)));
            })
            .unwrap();
    }
}

/// One chunk of a shard, unpacked by what the specification says, independently of the writer.
fn chunk(shard: &[u8], chunks: usize, wanted: usize) -> Vec<f32> {
    let index = &shard[shard.len() - 4 - 16 * chunks..shard.len() - 4];
    let checksum = u32::from_le_bytes(shard[shard.len() - 4..].try_into().unwrap());
    assert_eq!(checksum, crc32c::crc32c(index));
    let number = |at: usize| u64::from_le_bytes(index[at..at + 8].try_into().unwrap()) as usize;
    let (from, length) = (number(16 * wanted), number(16 * wanted + 8));
    let bytes = zstd::bulk::decompress(&shard[from..from + length], 1 << 24).unwrap();
    bytes.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().unwrap())).collect()
}

#[test]
fn cells_come_back_from_their_shards() {
    let (scratch, plan) = (Scratch::new(), plan(cell()));
    write(&scratch.0, &plan);
    let group = scratch.0.join("cheek.zarr");
    let shard = std::fs::read(group.join("cells/c/2/0/0/0")).unwrap();
    for (place, species) in [Species::Collagen3, Species::Fibroblasts].into_iter().enumerate() {
        let found = chunk(&shard, 2, place);
        assert_eq!(found, (0..12).map(|cell| value(species, 2, cell)).collect::<Vec<_>>());
    }
    let columns = chunk(&std::fs::read(group.join("epidermis/c/1/0/0")).unwrap(), 1, 0);
    assert_eq!(columns, [0, 1, 2].map(|ring| value(Species::Melanin, 1, ring)));
    // The picture: 0.1 mm voxels, four rings' widths to either side, fifteen down.
    let picture = chunk(&std::fs::read(group.join("0/c/0/0/0/0/0")).unwrap(), 2, 0);
    assert_eq!(picture.len(), 15 * 8);
    let row: Vec<usize> = picture[..8].iter().map(|x| (*x - value(Species::Collagen3, 0, 0)) as usize).collect();
    assert_eq!(row, [2, 2, 1, 0, 0, 1, 2, 2]);
    assert_eq!(picture[14 * 8 + 3], value(Species::Collagen3, 0, 9));
    let metadata: serde_json::Value = serde_json::from_slice(&std::fs::read(group.join("zarr.json")).unwrap()).unwrap();
    let multiscale = &metadata["attributes"]["ome"]["multiscales"][0];
    assert_eq!(multiscale["datasets"][0]["coordinateTransformations"][0]["scale"][4], 100.0);
    assert_eq!(metadata["consolidated_metadata"]["metadata"]["cells"]["shape"], serde_json::json!([3, 2, 4, 3]));
}

#[test]
fn a_block_is_cut_into_chunks_of_whole_layers() {
    let faces = |n: usize, width: f64| (0..=n).map(|i| width * i as f64).collect::<Vec<_>>();
    let (scratch, mut plan) =
        (Scratch::new(), plan(FieldGrid::Block { x: faces(300, 0.01), y: faces(250, 0.01), depth: faces(31, 0.02) }));
    plan.species = vec![Species::Collagen3];
    plan.days = vec![7.0];
    assert!(plan.grid.is_even());
    write(&scratch.0, &plan);
    // 75,000 voxels in a layer: 13 layers in a chunk of at most 2^20, three chunks, the last one padded.
    let shard = std::fs::read(scratch.0.join("cheek.zarr/0/c/0/0/0/0/0")).unwrap();
    let last = chunk(&shard, 3, 2);
    assert_eq!(last.len(), 13 * 75_000);
    assert_eq!(last[0], value(Species::Collagen3, 0, 26 * 75_000));
    assert!(last[5 * 75_000..].iter().all(|x| x.is_nan()));
    assert!(scratch.0.join("cheek/0000.vti").exists());
}

#[test]
fn the_same_fields_give_the_same_bytes_and_nothing_is_left_beside_them() {
    let (one, two, plan) = (Scratch::new(), Scratch::new(), plan(cell()));
    write(&one.0, &plan);
    write(&two.0, &plan);
    write(&two.0, &plan); // again, as a run that goes on would
    let files = |root: &Path| {
        let (mut found, mut open) = (Vec::new(), vec![root.to_owned()]);
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    open.push(entry);
                } else {
                    found.push((entry.strip_prefix(root).unwrap().to_owned(), std::fs::read(&entry).unwrap()));
                }
            }
        }
        found.sort();
        found
    };
    assert_eq!(files(&one.0), files(&two.0));
    assert!(files(&one.0).iter().all(|(path, _)| path.extension().is_none_or(|ending| ending != "part")));
}

#[test]
fn too_many_numbers_are_refused_before_anything_is_written() {
    let (scratch, mut plan) = (Scratch::new(), plan(cell()));
    plan.days = vec![0.0; 100_000_000];
    assert!(plan.bytes() > MOST_FIELD_BYTES);
    assert!(FieldWriter::create(&scratch.0, plan, true, false).is_err());
    assert_eq!(std::fs::read_dir(&scratch.0).unwrap().count(), 0);
}
