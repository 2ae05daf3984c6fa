/** Learning and planning with a table of action values. */
package deepq.tabular;
