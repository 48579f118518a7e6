//! Space: which tier, which zones, which fields on which days.

use needlework::course::{BYTES_PER_VOXEL, EventKind, FieldSettings, MOST_VOXELS, Protocol, Space, Tier};
use needlework::healing::{SPECIES, Species};

use super::schedule::days;
use super::zones::ZonePlan;
use super::{Origin, Resolver};
use crate::diagnostic::{Diagnostic, codes};
use crate::quantity::{Day, Length};
use crate::study::file::{FormatWord, SidesWord, SpaceSection, StudyFile, TierWord};
use crate::text::printable;

/// Days after the first treatment on which fields are written unless the file says otherwise [day].
const USUAL_DAYS: [f64; 8] = [0.0, 1.0, 3.0, 7.0, 14.0, 28.0, 60.0, 90.0];

/// Edges of the voxels of a patch [mm].
const VOXELS: core::ops::RangeInclusive<f64> = 0.01 - 1e-9..=0.04 + 1e-9;

impl From<TierWord> for Tier {
    fn from(word: TierWord) -> Self {
        match word {
            TierWord::Point => Self::Point,
            TierWord::UnitCell => Self::UnitCell,
            TierWord::Patch => Self::Patch,
        }
    }
}

impl Resolver<'_> {
    pub(super) fn space(&mut self, file: &StudyFile, zones: &[ZonePlan], protocol: &Protocol) -> Space {
        let keys = file.space.as_ref().map(|section| section.value.clone()).unwrap_or_default();
        let mut space = Space::default();
        if file.space.is_none() {
            return space;
        }
        space.tier = self
            .choose(
                "space",
                "tier",
                keys.tier.as_ref(),
                |word| Tier::from(*word).name().to_owned(),
                || (TierWord::UnitCell, Origin::default("[space] is there")),
            )
            .into();
        self.space_keys_that_fit(&keys, space.tier);
        if space.tier == Tier::Point {
            return space;
        }
        space.zones = self.space_zones(&keys, zones, space.tier);
        if let Some(session) = &keys.session {
            let most = needlings(protocol, &space.zones);
            if session.value > most {
                let message = format!("there is no session {} in a zone that is run in space", session.value);
                let fault = self.at(codes::OUT_OF_RANGE, &session.span, message);
                self.faults.push(fault.value(session.value.to_string()).limit(format!("1 to {most}")));
            }
            space.session = session.value.saturating_sub(1);
            self.row("space", "session", session.value.to_string(), Origin::Given { line: self.line(&session.span) });
        }
        for (name, key, place) in
            [("resolution", &keys.resolution, &mut space.resolution), ("depth", &keys.depth, &mut space.depth)]
        {
            if let Some(length) = key {
                *place = Some(length.value.mm());
                let origin = Origin::Given { line: self.line(&length.span) };
                self.row("space", name, length.value.to_string(), origin);
            }
        }
        self.deep_enough(&keys, &space, protocol.reach());
        if space.tier == Tier::Patch {
            self.block(&keys, protocol, &mut space);
            self.voxels(&keys, &space, protocol.reach());
        }
        self.fields(&keys, protocol, &mut space);
        space
    }

    /// Keys of one tier mean nothing to another.
    fn space_keys_that_fit(&mut self, keys: &SpaceSection, tier: Tier) {
        let given = [
            ("session", keys.session.as_ref().map(|key| &key.span), Tier::UnitCell),
            ("width", keys.width.as_ref().map(|key| &key.span), Tier::Patch),
            ("sides", keys.sides.as_ref().map(|key| &key.span), Tier::Patch),
            ("until", keys.until.as_ref().map(|key| &key.span), Tier::Patch),
        ];
        for (name, span, owner) in given {
            if let Some(span) = span.filter(|_| tier != owner && !(tier == Tier::Patch && owner == Tier::UnitCell)) {
                self.foreign_key(name, span, tier.name(), owner.name());
            }
        }
    }

    fn space_zones(&mut self, keys: &SpaceSection, zones: &[ZonePlan], tier: Tier) -> Vec<usize> {
        let Some(names) = &keys.zone else {
            // A patch is costly: one zone unless more are asked for.
            let chosen = if tier == Tier::Patch { vec![0] } else { Vec::new() };
            let shown = match (tier, zones.first()) {
                (Tier::Patch, Some(first)) => first.zone.name.clone(),
                _ => "all".to_owned(),
            };
            self.row("space", "zones", shown, Origin::default("no zone given"));
            return chosen;
        };
        let mut chosen = Vec::new();
        let mut line = 1;
        for name in names.list() {
            line = self.line(&name.span);
            match zones.iter().position(|plan| plan.zone.name == name.value || plan.zone.site.id == name.value) {
                Some(index) if !chosen.contains(&index) => chosen.push(index),
                Some(_) => {}
                None => {
                    let known: Vec<&str> = zones.iter().map(|plan| plan.zone.name.as_str()).collect();
                    let message = format!("there is no zone called {}", printable(&name.value));
                    let fault = self.at(codes::UNKNOWN_ZONE, &name.span, message);
                    self.faults.push(fault.limit(known.join(", ")).remedy("name a zone of [skin]"));
                }
            }
        }
        chosen.sort_unstable();
        let shown: Vec<&str> = chosen.iter().filter_map(|index| Some(zones.get(*index)?.zone.name.as_str())).collect();
        self.row("space", "zones", shown.join(", "), Origin::Given { line });
        chosen
    }

    /// A grid that ends above the tips cuts them off.
    fn deep_enough(&mut self, keys: &SpaceSection, space: &Space, reach: f64) {
        let (Some(key), Some(depth)) = (&keys.depth, space.depth) else { return };
        if depth < reach {
            let message = format!("channels of up to {reach:.1} mm do not fit into a grid {} deep", key.value);
            let fault = self.at(codes::SHALLOW_GRID, &key.span, message).value(key.value.to_string());
            self.faults.push(fault.limit(format!("{reach:.1} mm")).remedy("leave depth out, or set it deeper"));
        }
    }

    fn block(&mut self, keys: &SpaceSection, protocol: &Protocol, space: &mut Space) {
        let width = self.choose("space", "width", keys.width.as_ref(), Length::to_string, || {
            (Length::new(space.block.size[0]), Origin::default("about 38 channels at 240 /cm2"))
        });
        space.block.size = [width.mm(); 2];
        let sides = self.choose(
            "space",
            "sides",
            keys.sides.as_ref(),
            |word| format!("{word:?}").to_lowercase(),
            || (SidesWord::Periodic, Origin::default("a block out of a wide field")),
        );
        space.block.periodic = sides == SidesWord::Periodic;
        let usual = (first_day(protocol) + 28.0).min(protocol.horizon);
        let until = self.choose(
            "space",
            "until",
            keys.until.as_ref(),
            |day| format!("day {}", days(*day)),
            || (Day::new(usual), Origin::default("four weeks after the first treatment")),
        );
        if until.days() > protocol.horizon
            && let Some(key) = &keys.until
        {
            let message = format!("the patch ends on day {}, after the simulated time", days(until));
            let fault = self.at(codes::AFTER_HORIZON, &key.span, message);
            let limit = format!("{} days", days(Day::new(protocol.horizon)));
            self.faults.push(fault.limit(limit).remedy("let it end earlier, or set a longer horizon"));
        }
        space.block.until = until.days();
    }

    /// What a patch takes: voxels that are too coarse or too fine for it, and more of them than fit.
    fn voxels(&mut self, keys: &SpaceSection, space: &Space, reach: f64) {
        if let Some(key) = keys.resolution.as_ref().filter(|key| !VOXELS.contains(&key.value.mm())) {
            let fault =
                self.at(codes::OUT_OF_RANGE, &key.span, "voxels of this size do not resolve a channel or are too many");
            let fault = fault.value(key.value.to_string()).limit("10 um to 40 um in a patch");
            self.faults.push(fault.remedy("use 40 um, or 20 um to see that nothing depends on it"));
            return;
        }
        let voxels = space.voxels(reach);
        let gigabytes = |voxels: usize| voxels as f64 * BYTES_PER_VOXEL / 1e9;
        if voxels > MOST_VOXELS {
            let message = format!("the patch has {voxels} voxels, which take {:.0} GB of memory", gigabytes(voxels));
            let span = [&keys.width, &keys.resolution, &keys.depth].into_iter().flatten().map(|key| &key.span).next();
            let fault = span.map_or_else(
                || Diagnostic::new(codes::PATCH_TOO_LARGE, &*message),
                |span| self.at(codes::PATCH_TOO_LARGE, span, &message),
            );
            let fault = fault.limit(format!("{MOST_VOXELS} voxels, {:.0} GB", gigabytes(MOST_VOXELS)));
            self.faults.push(fault.remedy(
                "make width or depth smaller or resolution coarser: voxels of twice the edge are an eighth as many",
            ));
            return;
        }
        let shown = format!("{voxels}, about {:.2} GB", gigabytes(voxels));
        self.row("space", "voxels", shown, Origin::derived("width, resolution and depth"));
    }

    fn fields(&mut self, keys: &SpaceSection, protocol: &Protocol, space: &mut Space) {
        let end = if space.tier == Tier::Patch { space.block.until } else { protocol.horizon };
        let mut list: Vec<f64> = Vec::new();
        if let Some(asked) = &keys.snapshots {
            for day in asked {
                if day.value.days() > end {
                    let message = format!("the field of day {} lies after the end of the run", days(day.value));
                    let fault = self.at(codes::AFTER_HORIZON, &day.span, message);
                    let limit = format!("{} days", days(Day::new(end)));
                    self.faults.push(fault.limit(limit).remedy("drop it, or let the run end later"));
                }
                list.push(day.value.days());
            }
        } else {
            let first = first_day(protocol);
            list.extend(USUAL_DAYS.iter().map(|after| first + after).filter(|day| *day <= end));
            list.push(protocol.reading_day().min(end));
        }
        list.sort_by(f64::total_cmp);
        list.dedup();
        let shown: Vec<String> = list.iter().map(|day| days(Day::new(*day))).collect();
        let shown = if shown.is_empty() { "none".to_owned() } else { format!("day {}", shown.join(", ")) };
        let origin = match keys.snapshots.as_ref().map(|asked| asked.first()) {
            Some(Some(first)) => Origin::Given { line: self.line(&first.span) },
            Some(None) => Origin::derived("the empty list"),
            None => Origin::default("days and weeks after the first treatment, and the reading day"),
        };
        self.row("space", "snapshots", shown, origin);
        space.fields.days = list;
        self.species(keys, &mut space.fields);
        self.formats(keys, &mut space.fields);
    }

    fn species(&mut self, keys: &SpaceSection, fields: &mut FieldSettings) {
        let Some(asked) = &keys.species else {
            let origin = Origin::default("matrix, cells, signals and epidermis");
            return self.row("space", "species", fields.species.len().to_string(), origin);
        };
        fields.species.clear();
        let mut line = 1;
        for name in asked {
            line = self.line(&name.span);
            match Species::called(&name.value) {
                Some(species) if fields.species.iter().all(|known| known != species.info().name) => {
                    fields.species.push(species.info().name.to_owned());
                }
                Some(_) => {}
                None => {
                    let known: Vec<&str> = SPECIES.iter().map(|info| info.name).collect();
                    let message = format!("there is no species called {}", printable(&name.value));
                    let fault = self.at(codes::NOT_A_CHOICE, &name.span, message);
                    self.faults.push(fault.value(printable(&name.value)).limit(known.join(", ")));
                }
            }
        }
        self.row("space", "species", fields.species.join(", "), Origin::Given { line });
    }

    fn formats(&mut self, keys: &SpaceSection, fields: &mut FieldSettings) {
        let Some(asked) = &keys.formats else {
            return self.row("space", "formats", "zarr", Origin::default("opens in napari and Python"));
        };
        let has = |word| asked.iter().any(|format| format.value == word);
        (fields.zarr, fields.vtk) = (has(FormatWord::Zarr), has(FormatWord::Vtk));
        let shown: Vec<&str> =
            [("zarr", fields.zarr), ("vtk", fields.vtk)].iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
        let line = asked.first().map_or(1, |first| self.line(&first.span));
        self.row("space", "formats", shown.join(", "), Origin::Given { line });
    }
}

/// Day of the first treatment of the skin, or 0 [day].
fn first_day(protocol: &Protocol) -> f64 {
    let treatment = protocol.events.iter().find(|event| !matches!(event.kind, EventKind::Topicals(_)));
    treatment.map_or(0.0, |event| event.day)
}

/// Most needling sessions of any of these zones; empty means all.
fn needlings(protocol: &Protocol, zones: &[usize]) -> usize {
    let count = |zone: usize| {
        let needles = |kind: &EventKind| matches!(kind, EventKind::Needling(_));
        protocol.events.iter().filter(|event| needles(&event.kind) && event.treats(zone)).count()
    };
    let known = protocol.events.iter().flat_map(|event| event.zones.iter().copied()).max().unwrap_or(0);
    (0..=known).filter(|zone| zones.is_empty() || zones.contains(zone)).map(count).max().unwrap_or(0)
}
