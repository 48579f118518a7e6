//! The concern and what differs from the library.

use needlework::concern::{Concern, StriaeStage};

use super::{Origin, Resolver};
use crate::diagnostic::codes;
use crate::document::Located;
use crate::library::ConcernEntry;
use crate::quantity::{Fraction, Length};
use crate::study::file::{ConcernSection, StageWord};

/// How far the shares of the scar types may miss 1 before it is called a mistake.
const SHARE_TOLERANCE: f64 = 0.005;

/// The concern for the simulation and the entry that it comes from.
pub(super) struct ConcernPlan {
    pub concern: Concern,
    pub entry: Option<ConcernEntry>,
}

impl Resolver<'_> {
    pub(super) fn concern(&mut self, section: Option<&Located<ConcernSection>>) -> ConcernPlan {
        let Some(section) = section else {
            self.row("concern", "id", "none", Origin::default("no lesions; only the skin itself is followed"));
            return ConcernPlan { concern: Concern::default(), entry: None };
        };
        let keys = &section.value;
        let entry = match self.library.concerns.get(&keys.id.value) {
            Ok(shelved) => shelved.entry().clone(),
            Err(fault) => {
                self.faults.push(fault.at(self.source, keys.id.span.clone()));
                return ConcernPlan { concern: Concern::default(), entry: None };
            }
        };
        let mut concern = entry.concern();
        let shown = format!("{} ({})", concern.name, concern.id);
        self.row("concern", "id", shown, Origin::Given { line: self.line(&keys.id.span) });
        self.lesions(section, &mut concern);
        ConcernPlan { concern, entry: Some(entry) }
    }

    fn lesions(&mut self, section: &Located<ConcernSection>, concern: &mut Concern) {
        let keys = &section.value;
        let from = Origin::library("concern", &concern.id);
        if let Some(scars) = &mut concern.scars {
            let k = keys.scars.as_ref();
            self.set("scars", k.and_then(|k| k.count.as_ref()), &mut scars.count, &from, |v| *v, u32::to_string);
            let share = &mut scars.share;
            for (name, given, target) in [
                ("rolling", k.and_then(|k| k.rolling.as_ref()), &mut share.rolling),
                ("boxcar", k.and_then(|k| k.boxcar.as_ref()), &mut share.boxcar),
                ("ice-pick", k.and_then(|k| k.ice_pick.as_ref()), &mut share.ice_pick),
            ] {
                self.set(name, given, target, &from, |v: &Fraction| v.value(), f64::to_string);
            }
            let total = share.rolling + share.boxcar + share.ice_pick;
            let depth = k.and_then(|k| k.median_depth.as_ref());
            self.set("median depth", depth, &mut scars.median_depth, &from, |v: &Length| v.mm(), |v| format!("{v} mm"));
            let spread = k.and_then(|k| k.depth_log_sd.as_ref());
            self.set("depth spread (ln)", spread, &mut scars.depth_log_sd, &from, |v| *v, f64::to_string);
            if (total - 1.0).abs() > SHARE_TOLERANCE {
                let span = k.and_then(|k| k.rolling.as_ref()).map_or(&section.span, |share| &share.span);
                let message = format!("the shares of rolling, boxcar and ice-pick scars add up to {total:.3}");
                let fault = self.at(codes::SHARES, span, message);
                self.faults
                    .push(fault.value(format!("{total:.3}")).limit("1").remedy("change them so that they add up to 1"));
            }
        } else {
            self.absent("scars", keys.scars.is_some(), section, concern);
        }
        if let Some(scar) = &mut concern.mature_scar {
            let k = keys.mature_scar.as_ref();
            for (name, given, target) in [
                ("scar width", k.and_then(|k| k.width.as_ref()), &mut scar.width),
                ("scar length", k.and_then(|k| k.length.as_ref()), &mut scar.length),
                ("scar height", k.and_then(|k| k.height.as_ref()), &mut scar.height),
            ] {
                self.set(name, given, target, &from, |v: &Length| v.mm(), |v| format!("{v} mm"));
            }
            for (name, given, target) in [
                ("scar redness", k.and_then(|k| k.redness.as_ref()), &mut scar.redness),
                ("scar pigment", k.and_then(|k| k.pigment.as_ref()), &mut scar.pigment),
                ("scar stiffness", k.and_then(|k| k.stiffness.as_ref()), &mut scar.stiffness),
                ("scar surface grade", k.and_then(|k| k.surface.as_ref()), &mut scar.surface),
            ] {
                self.set(name, given, target, &from, |v| *v, f64::to_string);
            }
        } else {
            self.absent("mature_scar", keys.mature_scar.is_some(), section, concern);
        }
        if let Some(striae) = &mut concern.striae {
            let k = keys.striae.as_ref();
            let stage = |word: &StageWord| match word {
                StageWord::Rubra => StriaeStage::Rubra,
                StageWord::Alba => StriaeStage::Alba,
            };
            let shown = |stage: &StriaeStage| format!("{stage:?}").to_lowercase();
            self.set("stage", k.and_then(|k| k.stage.as_ref()), &mut striae.stage, &from, stage, shown);
            let atrophy = k.and_then(|k| k.atrophy.as_ref());
            self.set("atrophy", atrophy, &mut striae.atrophy, &from, |v: &Fraction| v.value(), f64::to_string);
        } else {
            self.absent("striae", keys.striae.is_some(), section, concern);
        }
        if let Some(wrinkles) = &mut concern.wrinkles {
            let k = keys.wrinkles.as_ref();
            let grade = k.and_then(|k| k.lemperle.as_ref());
            self.set("Lemperle grade", grade, &mut wrinkles.lemperle, &from, |v| *v, f64::to_string);
            let rough = k.and_then(|k| k.roughness.as_ref());
            let um = |v: &f64| format!("{v} µm");
            self.set("roughness", rough, &mut wrinkles.roughness, &from, |v: &Length| 1000.0 * v.mm(), um);
        } else {
            self.absent("wrinkles", keys.wrinkles.is_some(), section, concern);
        }
        if let Some(pigment) = &mut concern.pigment {
            let k = keys.pigment.as_ref();
            let drive = k.and_then(|k| k.excess_drive.as_ref());
            self.set("excess melanocyte drive", drive, &mut pigment.excess_drive, &from, |v| *v, f64::to_string);
            self.set("MASI", k.and_then(|k| k.masi.as_ref()), &mut pigment.masi, &from, |v| *v, f64::to_string);
        } else {
            self.absent("pigment", keys.pigment.is_some(), section, concern);
        }
        if let Some(pores) = &mut concern.pores {
            let area = keys.pores.as_ref().and_then(|k| k.area_fraction.as_ref());
            self.set("pore area", area, &mut pores.area_fraction, &from, |v: &Fraction| v.value(), f64::to_string);
        } else {
            self.absent("pores", keys.pores.is_some(), section, concern);
        }
        if let Some(redness) = &mut concern.redness {
            let excess = keys.redness.as_ref().and_then(|k| k.excess.as_ref());
            self.set("redness of the marks", excess, &mut redness.excess, &from, |v| *v, f64::to_string);
        } else {
            self.absent("redness", keys.redness.is_some(), section, concern);
        }
        if let Some(laxity) = &mut concern.laxity {
            let severity = keys.laxity.as_ref().and_then(|k| k.severity.as_ref());
            self.set("laxity", severity, &mut laxity.severity, &from, |v| *v, f64::to_string);
        } else {
            self.absent("laxity", keys.laxity.is_some(), section, concern);
        }
    }

    /// Takes the value given in place of the library's, with a row.
    fn set<K, T>(
        &mut self,
        name: &str,
        given: Option<&Located<K>>,
        target: &mut T,
        library: &Origin,
        convert: impl Fn(&K) -> T,
        show: impl Fn(&T) -> String,
    ) {
        let origin = match given {
            Some(located) => {
                *target = convert(&located.value);
                Origin::Given { line: self.line(&located.span) }
            }
            None => library.clone(),
        };
        self.row("concern", name, show(target), origin);
    }

    /// Reports lesions that the concern does not have.
    fn absent(&mut self, table: &str, given: bool, section: &Located<ConcernSection>, concern: &Concern) {
        if !given {
            return;
        }
        let has: Vec<&str> = [
            ("scars", concern.scars.is_some()),
            ("mature_scar", concern.mature_scar.is_some()),
            ("striae", concern.striae.is_some()),
            ("wrinkles", concern.wrinkles.is_some()),
            ("pigment", concern.pigment.is_some()),
            ("pores", concern.pores.is_some()),
            ("redness", concern.redness.is_some()),
            ("laxity", concern.laxity.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, has)| has.then_some(name))
        .collect();
        let has = if has.is_empty() { "no lesions".to_owned() } else { has.join(", ") };
        let message = format!("the concern {} has no {table}", concern.id);
        let fault = self.at(codes::KEY_DOES_NOT_APPLY, &section.span, message);
        self.faults
            .push(fault.limit(format!("{} has {has}", concern.id)).remedy(format!("leave out [concern.{table}]")));
    }
}
