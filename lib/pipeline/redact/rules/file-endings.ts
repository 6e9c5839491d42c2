/** Endings of files with code, settings and documents: behind one, `:12:5` is a place in the file. Lower case. */
export const FILE_ENDINGS: ReadonlySet<string> = new Set(
  'js mjs cjs ts mts cts tsx jsx vue svelte json jsonc yml yaml toml xml html htm css scss sass less md mdx rst txt log py pyi rb erb go rs java kt kts scala groovy gradle clj cljs c h cc cpp cxx hh hpp hxx m mm swift cs fs vb php ex exs erl hrl hs ml mli elm dart lua pl pm r jl nim zig sol tf hcl proto sql sh bash zsh ps1 bat cmd cfg conf ini properties env key pem tmpl tpl j2 ejs hbs map lock class jar dockerfile makefile cmake bazel bzl'.split(
    ' ',
  ),
)
