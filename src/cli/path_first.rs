//! What is said of a name that stands where the path of the rules belongs, which comes first.

use std::path::Path;

/// Why rules could not be read, with what to write where a name was meant.
pub fn path_first(verb: &str, path: &Path, names: &[String], why: String) -> String {
    let name = path.to_string_lossy();
    if path.exists() || name.contains(['/', '\\', '.']) {
        return why;
    }
    let place = names.iter().position(|name| Path::new(name).exists());
    let rules = place.and_then(|place| names.get(place));
    let mut written = vec![rules.map_or(".", String::as_str), name.as_ref()];
    let others = names.iter().enumerate();
    let others = others.filter(|(at, _)| Some(*at) != place);
    written.extend(others.map(|(_, name)| name.as_str()));
    let written = written.join(" ");
    format!("{why}; the folder of the rules comes first: kzrule {verb} {written}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        path_first("prove", Path::new(path), &names, "why".to_owned())
    }

    #[test]
    fn a_name_stands_behind_the_path() {
        let first = "why; the folder of the rules comes first: kzrule prove";
        assert_eq!(told("always", &[]), format!("{first} . always"));
        assert_eq!(told("one", &["two"]), format!("{first} . one two"));
        assert_eq!(told("one", &["two", "src"]), format!("{first} src one two"));
    }

    #[test]
    fn a_path_is_none() {
        for path in ["src", "no/such", "no.kzrule"] {
            assert_eq!(told(path, &["two"]), "why", "{path}");
        }
    }
}
