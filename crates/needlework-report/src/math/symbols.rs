//! What the commands of LaTeX stand for.

/// A letter, such as α.
pub fn letter(command: &str) -> Option<&'static str> {
    Some(match command {
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "delta" => "δ",
        "Delta" => "Δ",
        "epsilon" | "varepsilon" => "ε",
        "eta" => "η",
        "theta" => "θ",
        "kappa" => "κ",
        "lambda" => "λ",
        "mu" => "µ",
        "nu" => "ν",
        "xi" => "ξ",
        "pi" => "π",
        "rho" => "ρ",
        "sigma" => "σ",
        "Sigma" => "Σ",
        "tau" => "τ",
        "phi" | "varphi" => "φ",
        "chi" => "χ",
        "psi" => "ψ",
        "omega" => "ω",
        "Omega" => "Ω",
        "ell" => "ℓ",
        "infty" => "∞",
        _ => return None,
    })
}

/// A function by its name.
pub fn function(command: &str) -> Option<&'static str> {
    ["exp", "ln", "log", "min", "max", "sin", "cos", "arctan", "erf", "median"]
        .into_iter()
        .find(|name| *name == command)
}

/// An operator or a relation.
pub fn operator(command: &str) -> Option<&'static str> {
    Some(match command {
        "cdot" => "·",
        "times" => "×",
        "le" | "leq" => "≤",
        "ge" | "geq" => "≥",
        "approx" => "≈",
        "sim" => "∼",
        "to" => "→",
        "in" => "∈",
        "sum" => "∑",
        "prod" => "∏",
        "int" => "∫",
        "partial" => "∂",
        "nabla" => "∇",
        "pm" => "±",
        _ => return None,
    })
}

/// A blank, in em.
pub fn space(command: &str) -> Option<f64> {
    Some(match command {
        "," => 0.17,
        ":" | ";" | " " => 0.28,
        "quad" => 1.0,
        "qquad" => 2.0,
        _ => return None,
    })
}
