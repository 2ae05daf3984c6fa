/** Random numbers: numpy's generator, and one root seed split into named streams. */
package deepq.random;
