/** Experiments over many seeds, and what may be said after them. */
package deepq.experiment;
