"""Files of weights: a network starts from given weights, and its weights are saved.

`reading` reads a file into arrays by name (a `weight_file`): NPZ (`npz`), safetensors (`safetensors`), Keras' HDF5
(`hdf5`). `roles` tells from the names which array is what, `matching` gives each parameter of a network its array, and
`given` holds what a run starts from. `saving` writes a network's parameters in the same formats, by the names in
`naming`. Files that can run a program when they are opened are refused with the line that converts them (`pickled`);
nothing is ever unpickled.

To add a format, write its reader and its entry in `reading`, and its writer and its entry in `saving`. To give networks
more parameters, add them to `Layers.named_parameters`, and their kind to `roles.KINDS`.
"""
