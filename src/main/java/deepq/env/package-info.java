/**
 * Environments: what an agent acts in, the classic ones, and a check for those of your own. Gymnasium's words and
 * meaning.
 */
package deepq.env;
