//! VTK XML by hand, for ParaView: image data of even blocks, a rectilinear grid of everything else, raw appended numbers,
//! and a `.pvd` that gives each file its day.
//!
//! Lengths are millimetres; z points up, so that the surface of the skin lies on top, at 0.

use super::disk::write_whole;
use super::grid::FieldGrid;
use super::{FieldPlan, Species};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The files of one run.
#[derive(Debug)]
pub(super) struct VtkSeries {
    folder: PathBuf,
}

/// The grid as VTK counts it.
struct Extent {
    cells: [usize; 3],
    even: bool,
    /// Points along x, y, z.
    points: [Vec<f64>; 3],
}

impl Extent {
    fn of(grid: &FieldGrid) -> Self {
        let upwards: Vec<f64> = grid.depth().iter().rev().map(|depth| -depth).collect();
        let layers = upwards.len() - 1;
        match grid {
            FieldGrid::Cell { radius, .. } => Self {
                cells: [radius.len() - 1, 1, layers],
                even: false,
                // One cell thick, a thousandth of the radius, so that ParaView draws its faces.
                points: [radius.clone(), vec![0.0, 1e-3 * radius[radius.len() - 1]], upwards],
            },
            FieldGrid::Block { x, y, .. } => Self {
                cells: [x.len() - 1, y.len() - 1, layers],
                even: grid.is_even(),
                points: [x.clone(), y.clone(), upwards],
            },
        }
    }

    fn numbers(&self) -> String {
        let [x, y, z] = self.cells;
        format!("0 {x} 0 {y} 0 {z}")
    }

    fn ending(&self) -> &'static str {
        if self.even { "vti" } else { "vtr" }
    }
}

impl VtkSeries {
    pub(super) fn create(folder: &Path, plan: &FieldPlan) -> io::Result<Self> {
        let ending = Extent::of(&plan.grid).ending();
        let mut text = String::from(
            "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"1.0\" byte_order=\"LittleEndian\">\n<Collection>\n",
        );
        for (place, day) in plan.days.iter().enumerate() {
            let name = &plan.name;
            // Writing to a String cannot fail.
            let _ = writeln!(text, "<DataSet timestep=\"{day}\" part=\"0\" file=\"{name}/{place:04}.{ending}\"/>");
        }
        text.push_str("</Collection>\n</VTKFile>\n");
        write_whole(&folder.join(format!("{}.pvd", plan.name)), |output| output.write_all(text.as_bytes()))?;
        Ok(Self { folder: folder.join(&plan.name) })
    }

    fn file(&self, extent: &Extent, day: usize) -> PathBuf {
        self.folder.join(format!("{day:04}.{}", extent.ending()))
    }

    pub(super) fn has(&self, plan: &FieldPlan, day: usize) -> bool {
        self.file(&Extent::of(&plan.grid), day).is_file()
    }

    pub(super) fn write(
        &self,
        plan: &FieldPlan,
        day: usize,
        read: &mut dyn FnMut(Species, &mut Vec<f32>),
    ) -> io::Result<()> {
        let extent = Extent::of(&plan.grid);
        let cells: usize = extent.cells.iter().product();
        let kind = if extent.even { "ImageData" } else { "RectilinearGrid" };
        let whole = extent.numbers();
        let mut head = format!(
            "<?xml version=\"1.0\"?>\n<VTKFile type=\"{kind}\" version=\"1.0\" byte_order=\"LittleEndian\" \
             header_type=\"UInt64\">\n"
        );
        if extent.even {
            let spacing = extent
                .points
                .each_ref()
                .map(|points| (points[points.len() - 1] - points[0]) / (points.len() - 1) as f64);
            let _ = writeln!(
                head,
                "<ImageData WholeExtent=\"{whole}\" Origin=\"{} {} {}\" Spacing=\"{} {} {}\">",
                extent.points[0][0], extent.points[1][0], extent.points[2][0], spacing[0], spacing[1], spacing[2]
            );
        } else {
            let _ = writeln!(head, "<RectilinearGrid WholeExtent=\"{whole}\">");
        }
        let _ = writeln!(
            head,
            "<FieldData><DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" format=\"ascii\">{}</DataArray></FieldData>",
            plan.days.get(day).copied().unwrap_or(0.0)
        );
        let _ = writeln!(head, "<Piece Extent=\"{whole}\">\n<CellData>");
        let mut offset = 0;
        for species in &plan.species {
            let info = species.info();
            let _ = writeln!(
                head,
                "<DataArray type=\"Float32\" Name=\"{}\" format=\"appended\" offset=\"{offset}\"><InformationKey \
                 name=\"UNITS_LABEL\" location=\"vtkDataArray\">{}</InformationKey></DataArray>",
                info.name, info.unit
            );
            offset += 8 + 4 * cells;
        }
        head.push_str("</CellData>\n");
        if !extent.even {
            head.push_str("<Coordinates>\n");
            for (name, points) in ["x", "y", "z"].into_iter().zip(&extent.points) {
                let _ = writeln!(
                    head,
                    "<DataArray type=\"Float64\" Name=\"{name}\" format=\"appended\" offset=\"{offset}\"/>"
                );
                offset += 8 + 8 * points.len();
            }
            head.push_str("</Coordinates>\n");
        }
        let _ = write!(head, "</Piece>\n</{kind}>\n<AppendedData encoding=\"raw\">\n_");

        write_whole(&self.file(&extent, day), |output| {
            output.write_all(head.as_bytes())?;
            let mut values = Vec::new();
            let layer = extent.cells[0] * extent.cells[1];
            for &species in &plan.species {
                read(species, &mut values);
                output.write_all(&(4 * cells as u64).to_le_bytes())?;
                for k in (0..extent.cells[2]).rev() {
                    // A column of epidermis is shown all the way down.
                    let from = if values.len() == layer { 0 } else { k * layer };
                    let row = values.get(from..from + layer).unwrap_or_default();
                    let bytes: Vec<u8> = row.iter().flat_map(|value| value.to_le_bytes()).collect();
                    output.write_all(&bytes)?;
                }
            }
            if !extent.even {
                for points in &extent.points {
                    output.write_all(&(8 * points.len() as u64).to_le_bytes())?;
                    points.iter().try_for_each(|point| output.write_all(&point.to_le_bytes()))?;
                }
            }
            output.write_all(b"\n</AppendedData>\n</VTKFile>\n")
        })
    }
}
