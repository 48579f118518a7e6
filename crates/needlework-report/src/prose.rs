//! Lists in sentences.

/// `a, b and c`; nothing for an empty list.
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => items.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_item_stands_after_and() {
        let list = |count: usize| listed(&["a", "b", "c"].map(String::from)[..count]);
        assert_eq!([list(0), list(1), list(2), list(3)], ["", "a", "a and b", "a, b and c"]);
    }
}
