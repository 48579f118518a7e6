//! Messages that say the same with another figure, told as one.

/// Two messages that differ in one number only, as one that holds both: "30 % stays out" and "41 % stays out" give
/// "30 and 41 % stays out". The first may hold several numbers already; it comes back as it is where it holds the other's.
/// None where they differ in more.
pub fn told_as_one(first: &str, other: &str) -> Option<String> {
    let (a, b): (Vec<&str>, Vec<&str>) = (first.split(' ').collect(), other.split(' ').collect());
    if a == b {
        return Some(first.to_owned());
    }
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let left = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(left).take_while(|(a, b)| a == b).count();
    // What is the same at both ends may meet in the middle: "30 and 41" against "41" leaves nothing of the second.
    let number = b.get(start..b.len() - end).filter(|rest| rest.len() == 1).and_then(|rest| rest.first().copied());
    let Some(number) = number else {
        let held = a.get(start..a.len() - end)?;
        let words = held.contains(&"and") && held.iter().all(|word| *word == "and" || is_number(word));
        let inserted = b.len() == start + end && words;
        return inserted.then(|| first.to_owned());
    };
    let held = a.get(start..a.len() - end)?;
    let numbers = !held.is_empty() && held.iter().all(|word| *word == "and" || is_number(word));
    if !numbers || !is_number(number) {
        return None;
    }
    if held.contains(&number) {
        return Some(first.to_owned());
    }
    let words: Vec<&str> =
        a.iter().take(a.len() - end).chain(&["and", number]).chain(a.iter().skip(a.len() - end)).copied().collect();
    Some(words.join(" "))
}

fn is_number(word: &str) -> bool {
    word.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_may_differ_and_nothing_else() {
        let [a, b, c] = ["30", "41", "55"].map(|share| format!("{share} % of the vitamin C stays out (number 0.2)"));
        let both = told_as_one(&a, &b).unwrap();
        assert_eq!(both, "30 and 41 % of the vitamin C stays out (number 0.2)");
        assert_eq!(told_as_one(&both, &a).unwrap(), both);
        assert_eq!(told_as_one(&both, &b).unwrap(), both);
        let all = told_as_one(&both, &c).unwrap();
        assert_eq!(all, "30 and 41 and 55 % of the vitamin C stays out (number 0.2)");
        for one in [&a, &b, &c] {
            assert_eq!(told_as_one(&all, one).unwrap(), all);
        }
        assert_eq!(told_as_one(&a, &b.replace("vitamin C", "lidocaine")), None);
        assert_eq!(told_as_one(&a, &a.replace("vitamin C", "lidocaine")), None);
        assert_eq!(told_as_one("a b", ""), None);
    }
}
