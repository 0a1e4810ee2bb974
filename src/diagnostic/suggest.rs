//! "Did you mean": the nearest of a set of known names.

/// Candidates that a help lists; more than that nobody reads.
const MAX_LISTED: usize = 10;

/// The candidate nearest to `name`, if it is near enough to be what was meant.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let limit = (wanted.len() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters: Vec<char> = candidate.to_lowercase().chars().collect();
            if letters.len().abs_diff(wanted.len()) > limit {
                return None;
            }
            let cost = distance(&wanted, &letters);
            (cost <= limit).then_some((cost, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Help text that names the nearest candidate, else lists what is allowed.
pub fn did_you_mean(name: &str, candidates: &[&str]) -> String {
    match nearest(name, candidates.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if candidates.is_empty() => "take it out: there is nothing to name here".to_owned(),
        None if candidates.len() > MAX_LISTED => {
            format!("one of: {} and {} more", candidates[..MAX_LISTED].join(", "), candidates.len() - MAX_LISTED)
        }
        None => format!("one of: {}", candidates.join(", ")),
    }
}

/// Edits between two words: insert, delete, replace, swap two neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let replace = last[j] + usize::from(ca != cb);
            let mut cost = replace.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *ca == b[j - 1] && a[i - 1] == *cb {
                let swapped: &Vec<usize> = &before;
                cost = cost.min(swapped[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["source", "locales", "theme"];
        assert_eq!(nearest("loclaes", names), Some("locales"));
        assert_eq!(nearest("sorce", names), Some("source"));
        assert_eq!(nearest("colour", names), None);
    }
}
