//! `status --html`: the report for editors.

mod support;

use std::fs;

use support::translated::{book, code, edit, run, said};
use support::{tree, write};

#[test]
fn the_report_says_what_status_says() {
    let root = book("report");
    for tag in ["bn", "ar"] {
        run(&root, &["translate", "adopt", tag, "--who", "s.akter"]);
    }
    edit(&root, "content/en/hands.md", "20 seconds", "40 seconds & more");
    edit(&root, "content/bn/hands.md", "হাত শুকান", "হাত ভালো করে শুকান");
    let done = run(&root, &["status", "--html", "report"]);
    assert_eq!((code(&done), done.stdout.len()), (0, 0), "{}", said(&done));
    assert!(said(&done).starts_with("wrote 3 pages: 3 changed\nopen "), "{}", said(&done));
    let read = |name: &str| fs::read_to_string(root.join("report").join(name)).expect("a page");
    let index = read("index.html");
    let row = "<tr><th scope=\"row\">hands</th><td class=\"n\">5</td><td class=\"n\">3</td><td class=\"n\">0</td>\
               <td class=\"n\">0</td><td class=\"n\">1</td><td class=\"n\">1</td><td class=\"n\">0</td>\
               <td>2026-09-21</td></tr>";
    assert!(index.contains(row), "{index}");
    let table = String::from_utf8(run(&root, &["status", "bn"]).stdout).expect("a table");
    let summary = table.lines().last().expect("a line");
    assert!(summary.contains("1 critical block open") && index.contains(&format!("<p>{summary}</p>")), "{summary}");
    assert!(index.contains("<bdi lang=\"ar\" dir=\"rtl\">العربية</bdi> (ar)"), "{index}");
    let open = read("bn.html");
    let rows: Vec<&str> = open.lines().filter(|line| line.starts_with("<tr")).collect();
    assert_eq!(rows.len(), 2, "{open}");
    assert!(rows[0].starts_with("<tr class=\"critical\"><th scope=\"row\">hands#"), "{}", rows[0]);
    assert!(
        rows[0].ends_with(
            "<td>error, not shown</td><td>critical</td><td class=\"n\"></td>\
             <td lang=\"en\" dir=\"ltr\">Wash your hands for **40 seconds &amp; more**.</td></tr>"
        ),
        "{}",
        rows[0]
    );
    assert!(rows[1].contains("<td>edited</td><td></td>") && rows[1].contains("Dry them."), "{}", rows[1]);
    for page in ["index.html", "bn.html", "ar.html"] {
        let html = read(page);
        assert!(!html.contains("<script") && !html.contains("href=\"/") && !html.contains("src="), "{page}");
    }
    let again = run(&root, &["status", "--html", "report"]);
    assert!(said(&again).starts_with("wrote 3 pages: 0 changed\n"), "{}", said(&again));
    run(&root, &["status", "bn", "--html", "report"]);
    assert!(!root.join("report/ar.html").exists(), "a narrower report has fewer pages");
}

#[test]
fn a_folder_with_anything_else_is_refused() {
    let root = book("report-refused");
    assert!(code(&run(&root, &["build", "-q"])) < 2);
    write(&root, "notes/plan.txt", "mine");
    for folder in ["public", "notes", "content", "."] {
        let before = tree(&root);
        let refused = run(&root, &["status", "--html", folder]);
        assert_eq!(code(&refused), 3, "{folder}: {}", said(&refused));
        assert_eq!(tree(&root), before, "{folder}");
    }
    let both = run(&root, &["status", "--json", "--html", "report"]);
    assert_eq!(code(&both), 2);
}
