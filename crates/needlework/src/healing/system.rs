//! The network as a stiff system for the integrator, with its Jacobian and factorisation generated from the rates.

use super::{
    HOST_COUNT, Host, INPUT_COUNT, Inputs, PARAMETER_COUNT, Parameters, SPECIES, SPECIES_COUNT, Setting, coefficients,
    derivative,
};
use crate::integrator::{Description, generate};
use crate::number::{Real, Symbol};

/// The healing network of one well-mixed compartment.
///
/// Its flat parameters are those of the network, the host, the inputs and the lesion width, in this order; see
/// [`HealingNetwork::pack`].
#[derive(Clone, Copy, Debug)]
pub struct HealingNetwork;

/// How many numbers a run of [`HealingNetwork`] depends on.
pub const NETWORK_PARAMETER_COUNT: usize = PARAMETER_COUNT + HOST_COUNT + INPUT_COUNT + 1;

impl HealingNetwork {
    /// The flat parameters of a setting.
    #[must_use]
    pub fn pack<R: Real>(setting: &Setting<'_, R>) -> [R; NETWORK_PARAMETER_COUNT] {
        let mut flat = [R::zero(); NETWORK_PARAMETER_COUNT];
        let parts = setting
            .parameters
            .into_array()
            .into_iter()
            .chain(setting.host.into_array())
            .chain(setting.inputs.into_array())
            .chain([setting.lesion_width]);
        for (place, value) in flat.iter_mut().zip(parts) {
            *place = value;
        }
        flat
    }

    /// The text of the generated file `generated.rs` beside this one.
    ///
    /// # Panics
    /// If the rates and the species table disagree on the number of species.
    #[must_use]
    pub fn generated_code() -> String {
        let states: Vec<&str> = SPECIES.iter().map(|info| info.symbol).collect();
        let description = Description {
            type_name: "HealingNetwork",
            states: &states,
            parameters: NETWORK_PARAMETER_COUNT,
            header: "Generated from the rates of the healing network; do not edit.\n\nWritten by `cargo xtask generate`.",
            imports: "use super::system::HealingNetwork;\nuse crate::integrator::System;\nuse crate::number::Real;",
        };
        generate(&description, |time, flat, levels| {
            let mut rest = flat.iter().copied();
            let mut next = |_| rest.next().unwrap_or_else(Symbol::zero);
            let parameters = Parameters::from_array(core::array::from_fn(&mut next));
            let host = Host::from_array(core::array::from_fn(&mut next));
            let inputs = Inputs::from_array(core::array::from_fn(&mut next));
            let lesion_width = next(0);
            let setting = Setting { parameters: &parameters, host: &host, inputs: &inputs, lesion_width };
            let levels: [Symbol; SPECIES_COUNT] = core::array::from_fn(|species| levels[species]);
            derivative(&levels, &coefficients(&setting, time)).to_vec()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::HealingNetwork;
    use std::path::Path;

    #[test]
    fn generated_code_of_the_network_is_current() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/healing/generated.rs");
        let code = HealingNetwork::generated_code();
        if std::env::var_os("NEEDLEWORK_GENERATE").is_some() {
            std::fs::write(&file, code).unwrap();
        } else {
            let found = std::fs::read_to_string(&file).unwrap();
            assert!(found == code, "generated.rs is out of date: run `cargo xtask generate`");
        }
    }
}
