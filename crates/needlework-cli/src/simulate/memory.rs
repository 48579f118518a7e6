//! Whether a patch fits into the memory that the machine has left.

use needlework::course::{BYTES_PER_VOXEL, Study, Tier};
use needlework_study::diagnostic::{Diagnostic, Diagnostics, codes};

/// Refuses a patch that needs more memory than there is, before anything is written.
///
/// # Errors
/// A patch that does not fit.
pub fn patch_fits(study: &Study) -> Result<(), Diagnostics> {
    if study.space.tier != Tier::Patch {
        return Ok(());
    }
    let needed = study.space.voxels(study.protocol.reach()) as f64 * BYTES_PER_VOXEL;
    let available = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| available(&text));
    match available {
        Some(free) if needed > free => Err(refused(needed, &format!("{:.1} GB are free", free / 1e9))),
        // A limit of the process shows only when memory is asked for. Nothing is touched, so this costs nothing.
        _ if Vec::<u8>::new().try_reserve_exact(needed as usize).is_err() => {
            Err(refused(needed, "the system does not give this process as much"))
        }
        _ => Ok(()),
    }
}

/// Memory that can be had without swapping, from the text of `/proc/meminfo` [B].
fn available(meminfo: &str) -> Option<f64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    Some(1024.0 * line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()?)
}

fn refused(needed: f64, limit: &str) -> Diagnostics {
    Diagnostic::new(codes::PATCH_TOO_LARGE, format!("the patch takes {:.1} GB of memory", needed / 1e9))
        .limit(limit)
        .remedy("make width or depth smaller or resolution coarser: voxels of twice the edge are an eighth as many")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_memory_is_read_from_what_linux_says() {
        let text =
            "MemTotal:       24689764 kB\nMemFree:          512000 kB\nMemAvailable:   20480000 kB\nBuffers: 1 kB\n";
        assert_eq!(available(text), Some(20_480_000.0 * 1024.0));
        assert_eq!(available("MemTotal: 1 kB\n"), None);
        assert_eq!(available("MemAvailable: much\n"), None);
    }
}
