/** Experiments over many seeds, and what one may say after them. */
package deepq.experiment;
