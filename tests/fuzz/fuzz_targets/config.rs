//! A config, a locale's settings, its strings and a data file of any bytes: read, or reported at a true place.
#![no_main]

use handbook::inputs::{Delta, Inputs};
use handbook::project;
use handbook_fuzz::{places_are_true, settings};
use libfuzzer_sys::fuzz_target;

const CONFIG: &str = "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"bn\"]\n";

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    let mut delta = Delta::default();
    delta.write("handbook.toml", CONFIG);
    delta.write("content/en/SUMMARY.md", "- [A](a.md)\n");
    delta.write("content/en/a.md", "# A\n");
    delta.write("content/bn/a.md", "# A\n");
    let path = match which % 5 {
        0 | 1 => "handbook.toml",
        2 => "locales/bn/locale.toml",
        3 => "locales/bn/ui.ftl",
        _ => "data/x.toml",
    };
    delta.write(path, bytes);
    let mut inputs = Inputs::default();
    inputs.apply(delta);
    let (project, diags) = project::load(&inputs, &settings());
    places_are_true(&diags, &inputs);
    assert!(project.is_some() || !diags.is_empty() || inputs.text(path).is_none(), "no project, and no word why");
});
