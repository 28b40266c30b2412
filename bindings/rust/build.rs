// SPDX-License-Identifier: Apache-2.0

//! Where is libpehchan? In PEHCHAN_LIBRARY_DIR, or where the linker looks by itself.

fn main() {
    println!("cargo:rerun-if-env-changed=PEHCHAN_LIBRARY_DIR");
    if let Ok(folder) = std::env::var("PEHCHAN_LIBRARY_DIR") {
        println!("cargo:rustc-link-search=native={folder}");
    }
    println!("cargo:rustc-link-lib=dylib=pehchan");
}
