//! A law of which every word tries to be markup or a script.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

/// What stands in every place for words.
pub const HOSTILE: &str = "</script></style></title>\u{2067}--><img src=x onerror='window.hostile=1'>&lt;&amp;`${window.hostile=1}`<script>window.hostile=1</script>";

/// A folder with its rules, and the path to it.
pub fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    // What changes the order of reading is an error in rules, and a lint in a source.
    let words = HOSTILE.replace('\u{2067}', "");
    let rules = format!(
        r#"source law "{words}" {{
    text "law.txt"
    link "javascript:window.hostile=1"
    excerpt
}}
act first "{words}" {{
    in force 2024-01-01 assumed "{words}"
}}
reading which "{words}" {{
    one "{words}",
    other "{words}",
}}
fact tall : bool "is {words}" no "is not {words}" ask "{words}"
holding hat "a {words}" short "{words}" yes "has {words}" no "has no {words}" ask "{words}"
holding cap "the {words}" short "{words}" yes "holds {words}" no "holds no {words}" ask "{words}"
procedure buy "buy {words}" does "buys {words}" grants hat open
procedure find "find {words}" does "finds {words}" grants cap open
rule needs "{words}" on buy {{
    cites law "a hat needs a cap"
    then requires cap
}}
rule needed "{words}" on find {{
    cites law "a cap needs a hat"
    when which = one
    then requires hat
}}
rule later "{words}" on find {{
    assumed "{words}"
    from 2025-01-01
    when tall
    then requires hat
}}
prove stuck "{words}" {{
    for   not hat and not cap
    claim hat is out of reach
    expect proved under which = one
}}
"#
    );
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
    let text = format!("{HOSTILE}\na hat needs a cap, a cap needs a hat\n{HOSTILE}\n");
    fs::write(folder.path().join("law.txt"), text).unwrap();
    let path = folder.path().to_owned();
    (folder, path)
}
