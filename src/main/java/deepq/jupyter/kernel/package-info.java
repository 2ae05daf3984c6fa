/**
 * The Jupyter kernel: JShell behind Jupyter's five sockets. It imports nothing of the library and can run any Java
 * notebook, also one that was written for IJava.
 *
 * <p>Where a cell may be more than Java: a line needs no semicolon at its end, be it a declaration or a call;
 * {@code return} ends the cell, and what it returns is the cell's value; a sealed type without {@code permits}
 * permits the types of its cell; a magic ({@code %jars}, {@code %classpath}, {@code %maven}, {@code %mavenRepo},
 * {@code %%loadFromPOM}, {@code %load}) is a statement, or, behind {@code =}, a value.
 *
 * <p>Where a method or class is declared again with another body, it gets its new code where it is: objects and
 * lambdas made before run it. Where its shape changes, too (a field, a parameter, a supertype, a static value),
 * variables of unchanged type keep their values, and reading one whose type is gone is an error that names the cell
 * to run.
 */
package deepq.jupyter.kernel;
