import { Blob, Buffer } from 'node:buffer';
import { createAgileClient, createCloudClient } from 'jira.js';
import { createClient } from 'jira.js/core';
import { cloud, person, play, wordsOf } from './round.mjs';

const client = createClient({
  host: cloud.url,
  auth: { type: 'basic', email: person.email, apiToken: person.secret },
});
const jira = createCloudClient(client);
const agile = createAgileClient(client);
const doc = (text) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

let me;
let issue;
let comment;
let worklog;
let attachment;
const read = () => jira.issues.getIssue({ issueIdOrKey: issue });

await play({
  'read the site': async () => {
    me = await jira.myself.getCurrentUser({});
    const { deploymentType } = await jira.serverInfo.getServerInfo();
    return deploymentType === 'Cloud' && me.emailAddress === person.email;
  },
  'read the set-up': async () => {
    const fields = await jira.issueFields.getFields();
    const priorities = await jira.issuePriorities.searchPriorities({});
    const types = await jira.issueTypes.getIssueAllTypes();
    const statuses = await jira.status.search({});
    const projects = await jira.projects.searchProjects({});
    const project = await jira.projects.getProject({ projectIdOrKey: 'WEB' });
    return (
      [fields, priorities.values, types, statuses.values, projects.values].every((list) => list.length > 2) &&
      project.key === 'WEB'
    );
  },
  create: async () => {
    const made = await jira.issues.createIssue({
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Task' },
        summary: 'Made by jira.js',
        description: doc('In long words'),
        labels: ['client'],
        customfield_10030: 'kept',
      },
    });
    issue = made.key;
    return made.self.startsWith(cloud.url);
  },
  read: async () => {
    const { fields } = await read();
    return (
      fields.summary === 'Made by jira.js' &&
      fields.customfield_10030 === 'kept' &&
      wordsOf(fields.description) === 'In long words'
    );
  },
  edit: async () => {
    await jira.issues.editIssue({
      issueIdOrKey: issue,
      fields: { summary: 'Edited' },
      update: { labels: [{ add: 'more' }] },
    });
    const { fields } = await read();
    return fields.summary === 'Edited' && fields.labels.join() === 'client,more';
  },
  assign: async () => {
    await jira.issues.assignIssue({ issueIdOrKey: issue, accountId: me.accountId });
    return (await read()).fields.assignee.accountId === me.accountId;
  },
  comment: async () => {
    comment = await jira.issueComments.addComment({ issueIdOrKey: issue, body: doc('Seen') });
    // A plain text goes through version 2, and is read back as a document.
    const plain = await jira.issueComments.addComment({ issueIdOrKey: issue, body: 'In plain words' });
    await jira.issueComments.deleteComment({ issueIdOrKey: issue, id: plain.id });
    await jira.issueComments.updateComment({
      issueIdOrKey: issue,
      id: comment.id,
      body: { body: doc('Seen twice') },
    });
    if (wordsOf(plain.body) !== 'In plain words') return plain;
    const { comments } = await jira.issueComments.getComments({ issueIdOrKey: issue });
    return comments.length === 1 && wordsOf(comments[0].body) === 'Seen twice';
  },
  transition: async () => {
    const { transitions } = await jira.issues.getTransitions({ issueIdOrKey: issue });
    const done = transitions.find(({ to }) => to.statusCategory.key === 'done');
    await jira.issues.doTransition({ issueIdOrKey: issue, transition: { id: done.id } });
    return (await read()).fields.status.name === 'Done';
  },
  'log work': async () => {
    worklog = await jira.issueWorklogs.addWorklog({ issueIdOrKey: issue, timeSpent: '1h 30m' });
    const { worklogs } = await jira.issueWorklogs.getIssueWorklog({ issueIdOrKey: issue });
    return worklogs.length === 1 && worklog.timeSpentSeconds === 5_400;
  },
  attach: async () => {
    const [file] = await jira.issueAttachments.addAttachment({
      issueIdOrKey: issue,
      attachments: { filename: 'words.txt', content: Buffer.from('words in a file') },
    });
    attachment = file;
    return file.filename === 'words.txt' && file.size === 15;
  },
  download: async () => {
    const content = await jira.issueAttachments.getAttachmentContent({ id: attachment.id });
    const bytes = content instanceof ArrayBuffer ? content : (content.content ?? content);
    const text =
      typeof bytes === 'string'
        ? bytes
        : Buffer.from(bytes instanceof Blob ? await bytes.arrayBuffer() : bytes).toString();
    return text === 'words in a file' || text;
  },
  link: async () => {
    await jira.issueLinks.linkIssues({
      type: { name: 'Blocks' },
      inwardIssue: { key: issue },
      outwardIssue: { key: 'WEB-2' },
    });
    const [link] = (await read()).fields.issuelinks;
    return link.outwardIssue.key === 'WEB-2';
  },
  'search by token': async () => {
    const keys = new Set();
    let nextPageToken;
    do {
      const page = await jira.issueSearch.searchAndReconsileIssuesUsingJql({
        jql: 'project = WEB',
        maxResults: 30,
        fields: ['summary'],
        nextPageToken,
      });
      for (const { key } of page.issues) keys.add(key);
      nextPageToken = page.nextPageToken;
    } while (nextPageToken !== undefined);
    return keys.size === 81 && keys.has(issue) ? true : keys.size;
  },
  'boards and sprints': async () => {
    const { values } = await agile.board.getAllBoards({ projectKeyOrId: 'WEB' });
    const sprints = await agile.board.getAllSprints({ boardId: values[0].id });
    await agile.sprint.moveIssuesToSprintAndRank({ sprintId: sprints.values[1].id, issues: [issue] });
    return sprints.values.length === 3;
  },
  delete: async () => {
    await jira.issueComments.deleteComment({ issueIdOrKey: issue, id: comment.id });
    await jira.issues.deleteIssue({ issueIdOrKey: issue });
    return read().then(
      () => 'it is still there',
      (error) => error.status === 404 || `${error}`,
    );
  },
});
