/**
 * The Jupyter kernel: JShell behind Jupyter's five sockets. It imports nothing of the library and can run any Java notebook, also
 * one that was written for IJava.
 */
package deepq.jupyter.kernel;
