cat <<'EOF'
./dev start [--port N] [--data DIR]   builds, loads the founding and the demonstration programmes, serves them
./dev test [all | NAME…]              the tests: rules, stores on both engines, pages, conformance, the main journeys in a browser;
                                      all: every journey, attacks, crashes too
./dev check [--quick]                 arrows, words, links; sanitizers and fuzzers unless quick
./dev fuzz [SECONDS [NAME…]]          the fuzzers, or those named, so long each (20 s); ./dev fuzz 3600 before a version
./dev bench [NAME…]                   speed, each figure beside its reference of the same run
./dev read-aloud FILE                 what a screen reader says of a PDF or an EPUB, in its order
./dev routes                          every address, its right, what it is for
./dev build [TARGET…]                 builds without optimisation, for work in progress
./dev fmt                             formats the C++
EOF
