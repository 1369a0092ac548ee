cat <<'EOF'
./dev start [--port N] [--data DIR]   builds, loads the founding and the demonstration programmes, serves them
./dev test [NAME…]                    the tests: rules, stores on both engines, pages, conformance, journeys in a browser
./dev check [--quick]                 arrows, words, links; sanitizers and fuzzers unless quick
./dev bench [NAME…]                   speed, each figure beside its reference of the same run
./dev routes                          every address, its right, what it is for
./dev build [TARGET…]                 builds without optimisation, for work in progress
./dev fmt                             formats the C++
EOF
