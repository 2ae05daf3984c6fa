/**
 * What all of the library stands on: numpy's random numbers, one root seed split into named streams, saved state,
 * checks.
 */
package deepq.random;
