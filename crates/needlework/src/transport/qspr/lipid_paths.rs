//! Coefficients of the lipid-path polynomials of Wang, Kasting and Nitsche.

/// One state of hydration of the stratum corneum.
pub(super) struct Hydration {
    /// Thickness [cm].
    pub thickness: f64,
    /// Divisor of the lipid diffusivity and of the trans-lipid mass transfer.
    pub lipid_slowing: f64,
    /// Obstruction by keratin: `f = obstruction (1 + λ)²`.
    pub obstruction: f64,
    /// Hindrance polynomial in `λ`, powers 0 to 3.
    pub hindrance: [f64; 4],
    /// Scale of `R = k_trans / (scale · D_lip)`.
    pub transfer_scale: f64,
    /// Polar branch `1 / (a σ + b / R)`.
    pub polar: [f64; 2],
    /// Rows by power of `log σ`, columns by power of `log R`.
    pub polynomial: [[f64; 5]; 5],
}

pub(super) const HYDRATED: Hydration = Hydration {
    thickness: 43.365e-4,
    lipid_slowing: 1.0,
    obstruction: 0.1928,
    hindrance: [0.9999, -1.2762, 0.0718, 0.1195],
    transfer_scale: 0.132_536,
    polar: [0.9685, 182_700.0],
    polynomial: [
        [-4.48116, 0.823855, -0.200615, 0.0874482, -0.00969133],
        [0.00388257, 7.26031e-4, -0.0163362, 0.0115681, -0.00217086],
        [8.34108e-5, -9.56469e-4, -7.16288e-4, 0.00195218, -7.07896e-4],
        [-9.4815e-4, -8.09313e-4, 0.0037365, -0.00169451, 9.24718e-5],
        [-2.09213e-4, -1.42974e-4, 8.35781e-4, -4.33507e-4, 4.3709e-5],
    ],
};

pub(super) const PARTLY_HYDRATED: Hydration = Hydration {
    thickness: 13.365e-4,
    lipid_slowing: 3.0,
    obstruction: 0.6044,
    hindrance: [1.0001, -2.4497, 1.141, 0.5432],
    transfer_scale: 0.141_916,
    polar: [0.8979, 553_600.0],
    polynomial: [
        [-4.95725, 0.838263, -0.207133, 0.0837613, -0.00861439],
        [0.00187015, -1.05288e-4, -0.00849198, 0.00666713, -0.00119412],
        [7.45813e-4, -1.8624e-4, -0.00360234, 0.00343394, -7.68073e-4],
        [1.82904e-4, -8.28876e-5, -5.26007e-4, 7.1352e-4, -2.13017e-4],
        [2.83838e-5, -1.98892e-5, -6.05354e-6, 4.84676e-5, -2.1566e-5],
    ],
};
