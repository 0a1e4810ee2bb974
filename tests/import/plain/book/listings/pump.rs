// A pump.
// ANCHOR: main
fn main() {
    pump();
}
// ANCHOR_END: main

fn pump() {}
