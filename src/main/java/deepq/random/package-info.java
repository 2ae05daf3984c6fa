/** Random numbers: numpy's generator, and one root seed split into named streams. And the state that a checkpoint keeps. */
package deepq.random;
